package io.github.smsgist.outbox;

import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port for a server that has to be told one. It is none of those that the system gives
 * to whoever asks for any, which may be another test's before the server listens.
 */
final class UnusedPort {

	private static final int FIRST = 20_000;

	private static final int LAST = 30_000;

	private UnusedPort() {
	}

	static int find() throws IOException {
		while (true) {
			int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
			try (ServerSocket socket = new ServerSocket(port)) {
				return socket.getLocalPort();
			}
			catch (BindException ex) {
				// Somebody's.
			}
		}
	}

}
