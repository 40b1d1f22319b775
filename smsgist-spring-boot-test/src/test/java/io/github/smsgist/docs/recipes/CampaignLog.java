package io.github.smsgist.docs.recipes;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.stereotype.Component;

/**
 * Stands in for a table.
 */
@Component
class CampaignLog {

	final Map<String, String> sent = new ConcurrentHashMap<>();

	final Map<String, RuntimeException> failed = new ConcurrentHashMap<>();

	boolean isSent(String key) {
		return this.sent.containsKey(key);
	}

	void sent(String key, String messageId) {
		this.failed.remove(key);
		this.sent.put(key, messageId);
	}

	void failed(String key, RuntimeException reason) {
		this.failed.put(key, reason);
	}

}
