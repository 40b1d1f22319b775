package io.github.smsgist.internal.http;

import java.io.ByteArrayOutputStream;
import java.util.Random;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import org.junit.jupiter.api.Test;

import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.NettyDataBufferFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link AnswerBytes}.
 */
class AnswerBytesTests {

	private final NettyDataBufferFactory factory = new NettyDataBufferFactory(UnpooledByteBufAllocator.DEFAULT);

	private final AnswerBytes answer = new AnswerBytes();

	@Test
	void hasNoBytesWithoutAPiece() {
		assertThat(this.answer.toByteArray()).isEmpty();
	}

	@Test
	void joinsThePiecesAndReleasesThem() {
		Random random = new Random(7);
		ByteArrayOutputStream expected = new ByteArrayOutputStream();
		for (int i = 0; i < 200; i++) {
			byte[] bytes = new byte[random.nextInt(3000)];
			random.nextBytes(bytes);
			expected.writeBytes(bytes);
			ByteBuf piece = Unpooled.copiedBuffer(bytes);
			this.answer.add(this.factory.wrap(piece));
			assertThat(piece.refCnt()).isZero();
		}
		assertThat(this.answer.toByteArray()).isEqualTo(expected.toByteArray());
	}

	@Test
	void takesNoMoreThanSixteenMegabytesAndReleasesWhatIsTooMuch() {
		this.answer.add(this.factory.wrap(Unpooled.wrappedBuffer(new byte[16 * 1024 * 1024])));
		ByteBuf tooMuch = Unpooled.wrappedBuffer(new byte[1]);
		assertThatExceptionOfType(DataBufferLimitException.class)
			.isThrownBy(() -> this.answer.add(this.factory.wrap(tooMuch)));
		assertThat(tooMuch.refCnt()).isZero();
		assertThat(this.answer.toByteArray()).hasSize(16 * 1024 * 1024);
	}

}
