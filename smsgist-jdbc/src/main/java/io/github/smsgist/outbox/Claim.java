package io.github.smsgist.outbox;

import java.time.Instant;

import io.github.smsgist.internal.privacy.OneLine;
import org.jspecify.annotations.Nullable;

/**
 * Row that a worker has claimed. The claim holds as long as the version does not change.
 */
record Claim(String key, long version, byte[] data, @Nullable Instant lastHeartbeat) {

	@Override
	public String toString() {
		return "Claim[key=%s, version=%s]".formatted(OneLine.of(this.key), this.version);
	}

}
