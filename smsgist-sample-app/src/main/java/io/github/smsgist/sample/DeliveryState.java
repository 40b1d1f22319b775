package io.github.smsgist.sample;

/**
 * Delivery states of a message, in order.
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
