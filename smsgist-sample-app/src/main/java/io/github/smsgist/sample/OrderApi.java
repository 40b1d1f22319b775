package io.github.smsgist.sample;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.util.Assert;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * HTTP API of the shop, for example for its till.
 */
@RestController
@RequestMapping("/api/orders")
class OrderApi {

	private final Shop shop;

	private final Orders orders;

	OrderApi(Shop shop, Orders orders) {
		this.shop = shop;
		this.orders = orders;
	}

	@PostMapping
	@ResponseStatus(HttpStatus.CREATED)
	OrderStatus place(@RequestBody NewOrder order) {
		String number = (order.number() != null) ? order.number() : ShopController.newNumber();
		return new OrderStatus(this.shop.place(number, order.phone(), order.product()));
	}

	@GetMapping("/{number}")
	OrderStatus find(@PathVariable String number) {
		return this.orders.find(number)
			.map(OrderStatus::new)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such order."));
	}

	/**
	 * Order to be placed.
	 *
	 * @param number the order's number, which makes repeated requests safe, or
	 * {@code null} for a new one
	 * @param phone the customer's phone number
	 * @param product the product
	 */
	record NewOrder(@Nullable String number, String phone, Product product) {

		NewOrder {
			Assert.notNull(phone, "phone is missing");
			Assert.notNull(product, "product is missing");
		}

		/**
		 * Return a description without the customer.
		 */
		@Override
		public String toString() {
			return "NewOrder[number=" + this.number + "]";
		}

	}

	/**
	 * Status of an order.
	 *
	 * @param number the order's number
	 * @param confirmation the state of the confirmation
	 * @param problem the reason why it is not confirmed, or {@code null}
	 */
	record OrderStatus(String number, String confirmation, @Nullable String problem) {

		OrderStatus(Order order) {
			this(order.number(), order.getConfirmation(), order.problem());
		}

	}

}
