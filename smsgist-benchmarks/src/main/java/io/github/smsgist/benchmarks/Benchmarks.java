package io.github.smsgist.benchmarks;

public final class Benchmarks {

	public static void main(String[] args) {
	}

}
