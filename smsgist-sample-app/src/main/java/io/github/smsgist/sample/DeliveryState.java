package io.github.smsgist.sample;

/**
 * What webhooks say about a message, in the order in which it happens.
 */
enum DeliveryState {

	SENT("Sent"),

	DELIVERED("Delivered"),

	FAILED("Failed");

	private final String word;

	DeliveryState(String word) {
		this.word = word;
	}

	public String getWord() {
		return this.word;
	}

}
