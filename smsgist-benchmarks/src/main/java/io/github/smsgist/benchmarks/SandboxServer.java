package io.github.smsgist.benchmarks;

import java.io.IOException;

import io.github.smsgist.sandbox.SmsGistSandbox;

/**
 * The sandbox in a separate process, with credits that last. It ends with the process
 * that started it.
 */
final class SandboxServer {

	private SandboxServer() {
	}

	public static void main(String[] args) throws IOException {
		try (SmsGistSandbox sandbox = SmsGistSandbox.builder().balance("1000000000.00").start()) {
			System.out.println("PORT " + sandbox.port());
			while (System.in.read() >= 0) {
				// Until the parent is gone.
			}
		}
	}

}
