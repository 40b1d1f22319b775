package io.github.smsgist.sample;

import java.io.Serializable;
import java.util.UUID;

import io.github.smsgist.error.SmsGistException;
import io.github.smsgist.verification.SmsGistVerifications;
import io.github.smsgist.verification.Verification;
import io.github.smsgist.verification.VerificationCheck;
import io.github.smsgist.verification.VerificationRefusedException;
import jakarta.servlet.http.HttpSession;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Controller for the pages of the shop: order, verify the phone number, follow the
 * confirmation.
 */
@Controller
class ShopController {

	private static final int SHOWN = 20;

	private static final String PENDING = "pendingOrder";

	private final Shop shop;

	private final Orders orders;

	private final Broadcast broadcast;

	private final SmsGistVerifications verifications;

	ShopController(Shop shop, Orders orders, Broadcast broadcast, SmsGistVerifications verifications) {
		this.shop = shop;
		this.orders = orders;
		this.broadcast = broadcast;
		this.verifications = verifications;
	}

	@GetMapping("/")
	String shop(Model model) {
		model.addAttribute("products", Product.values());
		model.addAttribute("orders", this.orders.latest(SHOWN));
		// Created with the page, so that a double click places one order.
		model.addAttribute("number", newNumber());
		return "shop";
	}

	@GetMapping("/orders")
	String orders(Model model) {
		model.addAttribute("orders", this.orders.latest(SHOWN));
		return "shop :: orders";
	}

	@PostMapping("/orders")
	String order(@RequestParam String number, @RequestParam String phone, @RequestParam Product product,
			HttpSession session, RedirectAttributes page) {
		try {
			Verification verification = this.verifications.start(phone);
			session.setAttribute(PENDING, new PendingOrder(number, product, verification.id()));
			return "redirect:/verify";
		}
		catch (IllegalArgumentException | VerificationRefusedException | SmsGistException ex) {
			page.addFlashAttribute("phone", phone);
			page.addFlashAttribute("phoneProblem", ex.getMessage());
			return "redirect:/#order";
		}
	}

	@GetMapping("/verify")
	String enterCode(HttpSession session) {
		return (session.getAttribute(PENDING) != null) ? "verify" : "redirect:/";
	}

	@PostMapping("/verify")
	String verify(@RequestParam String code, HttpSession session, RedirectAttributes page) {
		if (!(session.getAttribute(PENDING) instanceof PendingOrder pending)) {
			return "redirect:/";
		}
		VerificationCheck check = this.verifications.check(pending.verificationId(), code);
		String recipient = check.recipient();
		if (recipient != null) {
			session.removeAttribute(PENDING);
			this.shop.place(pending.number(), recipient, pending.product());
			return "redirect:/#orders";
		}
		page.addFlashAttribute("codeProblem", switch (check.status()) {
			case WRONG -> "This is not the code. Attempts left: " + check.attemptsLeft();
			case EXPIRED -> "The code has expired. Order again to get a new one.";
			default -> "There were too many attempts. Order again.";
		});
		return "redirect:/verify";
	}

	@PostMapping("/orders/{number}/confirm")
	String confirmAgain(@PathVariable String number) {
		this.orders.find(number).ifPresent(this.shop::confirmAgain);
		return "redirect:/#orders";
	}

	@PostMapping("/news")
	String news(@RequestParam String id, @RequestParam String text, RedirectAttributes page) {
		try {
			page.addFlashAttribute("news", this.broadcast.send(id, text));
		}
		catch (IllegalArgumentException ex) {
			page.addFlashAttribute("newsText", text);
			page.addFlashAttribute("newsProblem", ex.getMessage());
		}
		return "redirect:/#news";
	}

	static String newNumber() {
		return UUID.randomUUID().toString().substring(0, 8);
	}

	/**
	 * Order whose phone number is not verified yet.
	 *
	 * @param number the order's number
	 * @param product what is ordered
	 * @param verificationId the id of the verification
	 */
	record PendingOrder(String number, Product product, String verificationId) implements Serializable {

	}

}
