package io.github.smsgist.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.smsgist.error.SmsGistException;
import io.github.smsgist.internal.http.TokenFormatFinder;
import io.github.smsgist.token.TokenFormat;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.Ordered;

/**
 * {@link ApplicationRunner} that finds the token format and logs the properties to set.
 */
final class TokenFormatFinderRunner implements ApplicationRunner, Ordered {

	static final Duration GAP = Duration.ofMillis(500);

	private static final Log logger = LogFactory.getLog(TokenFormatFinderRunner.class);

	private final TokenFormatFinder finder;

	TokenFormatFinderRunner(TokenFormatFinder finder) {
		this.finder = finder;
	}

	@Override
	public void run(ApplicationArguments args) {
		logger.info("smsgist.token.find-format is set: trying up to %s formats of the bearer token, one every %s ms"
			.formatted(this.finder.candidates().size(), GAP.toMillis()));
		try {
			this.finder.find().blockOptional().ifPresentOrElse(this::found, this::notFound);
		}
		catch (SmsGistException ex) {
			logger.error("The search for the token format was aborted: " + ex.getMessage());
		}
	}

	/**
	 * Before the runners of the application, which may fail without the format.
	 */
	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

	private void found(TokenFormat format) {
		logger.info("""
				SMSGist accepts this format of the bearer token. Set it and remove smsgist.token.find-format:

				smsgist.token.cipher=%s
				smsgist.token.key=%s
				smsgist.token.iv=%s
				smsgist.token.text=%s
				""".formatted(format.cipher(), format.key(), format.iv(), format.text()));
	}

	private void notFound() {
		List<TokenFormat> tried = this.finder.candidates();
		logger.error("""
				SMSGist accepted none of the %s formats of the bearer token that were tried. Check that \
				smsgist.client-id, smsgist.client-secret and smsgist.app-secret-key are exactly those of the \
				dashboard. If they are, ask SMSGist for the format, and describe it with smsgist.token.* or provide a \
				TokenEncryptor bean. These were tried, but not every one with every other:

				%s
				""".formatted(tried.size(),
				Stream
					.concat(tried.stream().map((format) -> "key=" + format.key()),
							tried
								.stream()
								.map((format) -> "cipher=%s, iv=%s, text=%s".formatted(format.cipher(), format.iv(),
										format.text())))
					.distinct()
					.collect(Collectors.joining("\n"))));
	}

}
