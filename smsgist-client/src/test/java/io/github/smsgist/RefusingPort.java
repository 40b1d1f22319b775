package io.github.smsgist;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * A loopback port that refuses connections. It is taken and not listened at: a port that
 * was only found free may be another server's by the time a test connects to it.
 */
public final class RefusingPort implements AutoCloseable {

	private final Socket socket = new Socket();

	/**
	 * Take a port.
	 * @throws IOException if there is none
	 */
	public RefusingPort() throws IOException {
		this.socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
	}

	/**
	 * Return the number of the port.
	 * @return the number
	 */
	public int number() {
		return this.socket.getLocalPort();
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
