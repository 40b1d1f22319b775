package io.github.smsgist.internal.http;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;
import reactor.netty.Connection;
import reactor.netty.NettyPipeline;

import org.springframework.http.client.reactive.ClientHttpRequest;

/**
 * Channel handler that keeps answers in step with their requests. Reactor Netty takes an
 * informational answer (1xx) for the final one and releases the connection too early, so
 * that each following request gets the answer of the one before. This handler skips
 * informational answers, and closes a connection on which an unsolicited answer arrives.
 */
final class InOrderAnswers extends ChannelDuplexHandler {

	private static final String NAME = "smsgist.inOrderAnswers";

	private boolean awaiting;

	private boolean informational;

	/**
	 * End of an answer, held back until everything that was read with it has been
	 * checked, because passing it on releases the connection.
	 */
	private @Nullable LastHttpContent end;

	/**
	 * Add this handler to the connection of a request.
	 * @param request the request
	 */
	static void addTo(ClientHttpRequest request) {
		if (nativeRequest(request) instanceof Connection connection) {
			ChannelPipeline pipeline = connection.channel().pipeline();
			if (pipeline.get(NAME) == null && pipeline.get(NettyPipeline.HttpCodec) != null
					&& pipeline.get(NettyPipeline.H2CUpgradeHandler) == null) {
				pipeline.addAfter(NettyPipeline.HttpCodec, NAME, new InOrderAnswers());
			}
		}
	}

	private static @Nullable Object nativeRequest(ClientHttpRequest request) {
		try {
			return request.getNativeRequest();
		}
		catch (IllegalStateException ex) {
			// A mock has no native request.
			return null;
		}
	}

	@Override
	public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
		if (message instanceof HttpRequest) {
			this.awaiting = true;
		}
		context.write(message, promise);
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		if (!this.awaiting) {
			ReferenceCountUtil.release(message);
			context.close();
		}
		else if (this.informational || isInformational(message)) {
			this.informational = !(message instanceof LastHttpContent);
			ReferenceCountUtil.release(message);
			context.read();
		}
		else if (message instanceof LastHttpContent last) {
			this.awaiting = false;
			this.end = last;
		}
		else {
			context.fireChannelRead(message);
			if (isSwitch(message)) {
				context.close();
			}
		}
	}

	@Override
	public void channelReadComplete(ChannelHandlerContext context) {
		LastHttpContent last = this.end;
		if (last != null) {
			this.end = null;
			context.fireChannelRead(last);
		}
		context.fireChannelReadComplete();
	}

	@Override
	public void handlerRemoved(ChannelHandlerContext context) {
		ReferenceCountUtil.release(this.end);
		this.end = null;
	}

	private static boolean isInformational(Object message) {
		return message instanceof HttpResponse response && response.status().code() < 200 && !isSwitch(message);
	}

	/**
	 * This client never asks for another protocol, and such an answer has no end.
	 */
	private static boolean isSwitch(Object message) {
		return message instanceof HttpResponse response
				&& response.status().code() == HttpResponseStatus.SWITCHING_PROTOCOLS.code();
	}

}
