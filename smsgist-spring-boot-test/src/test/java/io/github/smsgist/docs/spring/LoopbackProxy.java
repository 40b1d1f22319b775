package io.github.smsgist.docs.spring;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An HTTP proxy on a loopback port that makes tunnels and remembers where to.
 */
final class LoopbackProxy implements AutoCloseable {

	private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final List<String> tunnels = new CopyOnWriteArrayList<>();

	LoopbackProxy() throws IOException {
		this.threads.execute(() -> {
			while (!this.server.isClosed()) {
				try {
					Socket client = this.server.accept();
					this.threads.execute(() -> connect(client));
				}
				catch (IOException ex) {
					return;
				}
			}
		});
	}

	int port() {
		return this.server.getLocalPort();
	}

	List<String> tunnels() {
		return this.tunnels;
	}

	private void connect(Socket client) {
		try {
			String target = head(client.getInputStream()).split(" ")[1];
			this.tunnels.add(target);
			int colon = target.lastIndexOf(':');
			Socket service = new Socket(target.substring(0, colon), Integer.parseInt(target.substring(colon + 1)));
			client.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			this.threads.execute(() -> copy(service, client));
			copy(client, service);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String head(InputStream input) throws IOException {
		StringBuilder head = new StringBuilder();
		while (head.indexOf("\r\n\r\n") < 0) {
			int next = input.read();
			if (next < 0) {
				throw new EOFException();
			}
			head.append((char) next);
		}
		return head.toString();
	}

	private static void copy(Socket from, Socket to) {
		try (from; to) {
			from.getInputStream().transferTo(to.getOutputStream());
		}
		catch (IOException ex) {
			// One of the two has closed.
		}
	}

	@Override
	public void close() throws IOException {
		this.server.close();
		this.threads.shutdownNow();
	}

}
