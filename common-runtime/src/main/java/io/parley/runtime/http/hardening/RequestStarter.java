package io.parley.runtime.http.hardening;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Netty handler that keeps the accepted requests of one connection until {@link AcceptedRequests} starts them. Then it
 * passes them to the server. Runs on the connection's event loop.
 */
final class RequestStarter extends ChannelInboundHandlerAdapter {
    private final AcceptedRequests accepted;
    /** A request that waits for its start, with what has been read after it. */
    private final Queue<Object> waiting = new ArrayDeque<>(4);

    private boolean isBodyComplete;
    private boolean isPaused;

    RequestStarter(AcceptedRequests accepted) {
        this.accepted = accepted;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (waiting.isEmpty() && !(message instanceof HttpRequest)) {
            context.fireChannelRead(message);
            return;
        }
        isBodyComplete = message instanceof LastHttpContent;
        waiting.add(message);
        if (waiting.size() == 1) {
            accepted.add(() -> start(context));
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (waiting.isEmpty()) {
            context.fireChannelReadComplete();
        } else if (!isBodyComplete && !isPaused) {
            isPaused = true; // a long body is not read into memory
            context.channel().config().setAutoRead(false);
        }
    }

    private void start(ChannelHandlerContext context) {
        if (waiting.isEmpty()) {
            return;
        }
        if (isPaused) {
            isPaused = false;
            context.channel().config().setAutoRead(true); // before the request: the server may pause the connection
        }
        while (!waiting.isEmpty()) {
            context.fireChannelRead(waiting.remove());
        }
        context.fireChannelReadComplete();
    }

    /** The request cannot be completed, so it is not started. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        release();
        context.fireExceptionCaught(cause);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        release();
        context.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        release();
    }

    private void release() {
        while (!waiting.isEmpty()) {
            ReferenceCountUtil.release(waiting.remove());
        }
    }
}
