package io.github.smsgist.slice;

import io.github.smsgist.model.SmsMessage;
import io.github.smsgist.outbox.SmsGistOutbox;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Stores a parcel and the message about it in one transaction.
 */
@Repository
class ParcelNotices {

	private final JdbcClient jdbc;

	private final SmsGistOutbox outbox;

	ParcelNotices(JdbcClient jdbc, SmsGistOutbox outbox) {
		this.jdbc = jdbc;
		this.outbox = outbox;
	}

	void arrived(String phone) {
		this.jdbc.sql("insert into parcel (phone) values (?)").param(phone).update();
		this.outbox.sendSms(SmsMessage.builder().to(phone).message("Your parcel has arrived.").build());
	}

}
