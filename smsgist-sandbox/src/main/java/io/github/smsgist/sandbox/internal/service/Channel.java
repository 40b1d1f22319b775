package io.github.smsgist.sandbox.internal.service;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Channel of a message.
 */
public enum Channel {

	SMS {

		/**
		 * Convert a phone number, E.164 or local Ghanaian, to E.164.
		 */
		@Override
		public @Nullable String normalize(String recipient) {
			if (recipient.startsWith("+")) {
				return isE164(recipient) ? recipient : null;
			}
			return (recipient.startsWith("0") && isGhanaian(recipient, 1)) ? "+233" + recipient.substring(1) : null;
		}

		private boolean isE164(String number) {
			if (number.startsWith("+233")) {
				return isGhanaian(number, 4);
			}
			return number.length() >= 8 && number.length() <= 16 && number.charAt(1) != '0' && isDigits(number, 1);
		}

		private boolean isGhanaian(String number, int start) {
			return number.length() == start + 9 && "235".indexOf(number.charAt(start)) >= 0 && isDigits(number, start);
		}

		private boolean isDigits(String number, int start) {
			for (int i = start; i < number.length(); i++) {
				if (number.charAt(i) < '0' || number.charAt(i) > '9') {
					return false;
				}
			}
			return true;
		}

	},

	EMAIL {

		@Override
		public @Nullable String normalize(String recipient) {
			int at = recipient.lastIndexOf('@');
			boolean valid = at > 0 && at <= 64 && recipient.length() <= 254 && isLocalPart(recipient.substring(0, at))
					&& isDomain(recipient.substring(at + 1));
			return valid ? recipient : null;
		}

		private boolean isLocalPart(String local) {
			return !local.startsWith(".") && !local.endsWith(".") && !local.contains("..")
					&& local.codePoints()
						.allMatch((character) -> Character.isLetterOrDigit(character)
								|| "!#$%&'*+-/=?^_`{|}~.".indexOf(character) >= 0);
		}

		private boolean isDomain(String domain) {
			String[] labels = domain.split("\\.", -1);
			if (labels.length < 2) {
				return false;
			}
			for (String label : labels) {
				if (label.isEmpty() || label.length() > 63 || label.startsWith("-") || label.endsWith("-")
						|| !label.codePoints().allMatch((c) -> Character.isLetterOrDigit(c) || c == '-')) {
					return false;
				}
			}
			return true;
		}

	};

	/**
	 * Return the normalized form of a recipient.
	 * @param recipient the recipient as received
	 * @return the normalized form, or {@code null} if it is not a valid recipient
	 */
	public abstract @Nullable String normalize(String recipient);

	/**
	 * Return the service's name on the wire.
	 * @return the name
	 */
	public String word() {
		return name().toLowerCase(Locale.ROOT);
	}

}
