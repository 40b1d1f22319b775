package io.github.smsgist.sample;

import java.math.BigDecimal;

/**
 * Product of the shop.
 */
enum Product {

	KENTE("Kente scarf", "120.00"),

	SHEA("Shea butter, 250 g", "45.00"),

	COCOA("Cocoa, 500 g", "38.50");

	private final String title;

	private final BigDecimal price;

	Product(String title, String price) {
		this.title = title;
		this.price = new BigDecimal(price);
	}

	public String getTitle() {
		return this.title;
	}

	public BigDecimal getPrice() {
		return this.price;
	}

}
