package io.github.smsgist.sample;

import java.security.Principal;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * Controller for the pages of a customer: sign in, see one's own orders.
 */
@Controller
class MyOrdersController {

	private static final int SHOWN = 20;

	private final Orders orders;

	MyOrdersController(Orders orders) {
		this.orders = orders;
	}

	@GetMapping("/login")
	String login() {
		return "login";
	}

	@GetMapping("/login/ott")
	String enterCode() {
		return "login-code";
	}

	@GetMapping(path = "/login/ott", params = "error")
	String enterAnotherCode(Model model) {
		model.addAttribute("codeProblem", "This code does not work. Check it, or get another one.");
		return enterCode();
	}

	/**
	 * Spring Security checks codes, and passes on a form without one.
	 */
	@PostMapping("/login/ott")
	String noCode() {
		return "redirect:/login/ott?error";
	}

	@GetMapping("/my-orders")
	String myOrders(Principal customer, Model model) {
		model.addAttribute("phone", customer.getName());
		model.addAttribute("orders", this.orders.latestOf(customer.getName(), SHOWN));
		return "my-orders";
	}

	@GetMapping("/my-orders/list")
	String list(Principal customer, Model model) {
		model.addAttribute("orders", this.orders.latestOf(customer.getName(), SHOWN));
		return "shop :: orders";
	}

}
