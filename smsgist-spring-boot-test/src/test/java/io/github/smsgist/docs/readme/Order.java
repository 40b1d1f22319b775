package io.github.smsgist.docs.readme;

interface Order {

	String number();

	String phone();

	void trackWith(String messageId);

	void delivered(String messageId);

}
