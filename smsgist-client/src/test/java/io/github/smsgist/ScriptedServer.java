package io.github.smsgist;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * A server that does byte for byte what a test tells it to, on connections that it keeps
 * open.
 */
final class ScriptedServer implements AutoCloseable {

	private final ServerSocket server;

	private final Script script;

	private final List<Socket> sockets = new CopyOnWriteArrayList<>();

	private final AtomicInteger closedByClient = new AtomicInteger();

	ScriptedServer(Script script) throws IOException {
		this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		this.script = script;
		start(this::accept);
	}

	int port() {
		return this.server.getLocalPort();
	}

	/**
	 * How many connections have been made.
	 */
	int connections() {
		return this.sockets.size();
	}

	/**
	 * How many connections the client has given up.
	 */
	int closedByClient() {
		return this.closedByClient.get();
	}

	private void accept() {
		try {
			while (true) {
				Socket socket = this.server.accept();
				socket.setTcpNoDelay(true);
				this.sockets.add(socket);
				start(() -> serve(socket));
			}
		}
		catch (IOException ex) {
			// Closed.
		}
	}

	private void serve(Socket socket) {
		try (socket) {
			Exchange exchange = new Exchange(socket);
			while (exchange.readRequest()) {
				this.script.answer(exchange);
			}
			this.closedByClient.incrementAndGet();
		}
		catch (IOException ex) {
			this.closedByClient.incrementAndGet();
		}
	}

	private static void start(Runnable task) {
		Thread thread = new Thread(task, "scripted-server");
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public void close() throws IOException {
		this.server.close();
		for (Socket socket : this.sockets) {
			socket.close();
		}
	}

	/**
	 * A success whose data has the id.
	 */
	static String success(String messageId) {
		return answer("201 Created",
				"{\"status\":\"success\",\"message\":\"OK\",\"data\":{\"message_id\":\"%s\"}}".formatted(messageId));
	}

	static String answer(String status, String body) {
		return "HTTP/1.1 %s\r\nContent-Type: application/json\r\nContent-Length: %s\r\n\r\n%s".formatted(status,
				body.length(), body);
	}

	/**
	 * What to do with a request.
	 */
	@FunctionalInterface
	interface Script {

		void answer(Exchange exchange) throws IOException;

	}

	/**
	 * One request after the other on one connection.
	 */
	static final class Exchange {

		private final Socket socket;

		private final InputStream in;

		private final OutputStream out;

		private String head = "";

		private String body = "";

		Exchange(Socket socket) throws IOException {
			this.socket = socket;
			this.in = new BufferedInputStream(socket.getInputStream());
			this.out = socket.getOutputStream();
		}

		/**
		 * The value of a header of the request.
		 */
		@Nullable String header(String name) {
			return this.head.lines()
				.filter((line) -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
				.map((line) -> line.substring(name.length() + 1).strip())
				.findFirst()
				.orElse(null);
		}

		String path() {
			return this.head.split(" ", 3)[1];
		}

		String body() {
			return this.body;
		}

		void write(String bytes) throws IOException {
			this.out.write(bytes.getBytes(StandardCharsets.ISO_8859_1));
			this.out.flush();
		}

		/**
		 * Wait whether the client sends another request or gives up before it has its
		 * answer.
		 */
		void watch(int millis) throws IOException {
			this.socket.setSoTimeout(millis);
			try {
				this.in.mark(1);
				this.in.read();
				this.in.reset();
			}
			catch (SocketTimeoutException ex) {
				// It waits, as it should.
			}
			finally {
				this.socket.setSoTimeout(0);
			}
		}

		private boolean readRequest() throws IOException {
			ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			while (!bytes.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
				int next = this.in.read();
				if (next < 0) {
					return false;
				}
				bytes.write(next);
			}
			this.head = bytes.toString(StandardCharsets.ISO_8859_1);
			String length = header("Content-Length");
			this.body = new String(this.in.readNBytes((length != null) ? Integer.parseInt(length) : 0),
					StandardCharsets.UTF_8);
			return true;
		}

	}

}
