package io.github.smsgist.sample;

import java.util.List;

import jakarta.servlet.http.HttpServletResponse;
import reactor.core.publisher.Flux;

import org.springframework.core.env.Environment;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/**
 * The console: one page, and the stream that keeps it up to date.
 */
@Controller
class ConsoleController {

	private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
			+ "img-src 'self'; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

	private final MessageBoard messages;

	private final CallJournal calls;

	private final ConsoleStream stream;

	private final boolean sandbox;

	private final boolean webhooks;

	ConsoleController(MessageBoard messages, CallJournal calls, ConsoleStream stream, Environment environment) {
		this.messages = messages;
		this.calls = calls;
		this.stream = stream;
		this.sandbox = environment.getProperty("smsgist.sandbox.enabled", Boolean.class, false);
		this.webhooks = StringUtils.hasText(environment.getProperty("smsgist.webhook.secret"));
	}

	@GetMapping("/")
	String page(Model model, HttpServletResponse response) {
		response.setHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY);
		response.setHeader("X-Content-Type-Options", "nosniff");
		response.setHeader("Referrer-Policy", "no-referrer");
		model.addAttribute("sandbox", this.sandbox);
		model.addAttribute("webhooks", this.webhooks);
		return "console";
	}

	@ResponseBody
	@GetMapping(path = "/console/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	Flux<ServerSentEvent<Object>> events() {
		return this.stream.open("everything", () -> new Everything(this.messages.messages(), this.calls.calls()));
	}

	record Everything(List<ShownMessage> messages, List<ShownCall> calls) {

	}

}
