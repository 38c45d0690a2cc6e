package io.parley.runtime.http.hardening;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;
import io.parley.runtime.problem.ProblemException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sits between the decoder and the server on one connection. Passes valid requests while the server has capacity and
 * responds to the others itself: an invalid request is the last of its connection, and a request beyond the limit gets
 * 503 before its body is read.
 *
 * <p>Also restricts the idle timeout. While a request is processed its connection may be idle, since the client waits
 * for us. Between requests, and while a head is received, the timeout applies: the decoder emits no message for a
 * partial head, so one that arrives byte by byte is closed as well. Runs on the connection's event loop.
 */
final class RequestGuard extends ChannelDuplexHandler {
    /** Bodies of refused requests up to this size are discarded; a larger one closes the connection. */
    private static final long MAX_SKIPPED_BODY = 64 << 10;

    private static final int MAX_SKIP_MILLIS = 3_000;

    private final ConnectionGuard guard;
    /** Requests that the server has received and not responded to. */
    private int inFlight;
    /** Whether the head of the response to the first of them is written. */
    private boolean isHeadWritten;

    private boolean isSkipping;
    private @Nullable Future<?> skipTimer;
    private boolean isClosing;
    private boolean isClosed;
    /** The last response of the connection; waits for the earlier ones. */
    private @Nullable FullHttpResponse last;

    RequestGuard(ConnectionGuard guard) {
        this.guard = guard;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (isClosing) {
            ReferenceCountUtil.release(message);
        } else if (message instanceof HttpRequest request) {
            start(context, request);
        } else if (isSkipping) {
            skip(message);
        } else if (message instanceof HttpContent content
                && content.decoderResult().isFailure()) {
            rejectBody(context, content);
        } else {
            context.fireChannelRead(message);
        }
    }

    private void start(ChannelHandlerContext context, HttpRequest request) {
        var rejection = guard.check().validate(request);
        if (rejection.isPresent()) {
            reject(context, request, rejection.get());
        } else if (inFlight > 0) {
            guard.startRequest();
            pass(context, request);
        } else if (guard.tryStartRequest()) {
            pass(context, request);
        } else {
            shed(context, request);
        }
    }

    private void pass(ChannelHandlerContext context, HttpRequest request) {
        inFlight++;
        context.fireChannelRead(request);
    }

    private void reject(ChannelHandlerContext context, HttpRequest request, ProblemException rejection) {
        guard.rejected(rejection);
        isClosing = true;
        last = ProblemResponse.of(rejection, request, true);
        ReferenceCountUtil.release(request);
        if (inFlight == 0) {
            finish(context);
        }
    }

    private void finish(ChannelHandlerContext context) {
        isClosed = true;
        LingeringClose.after(context.writeAndFlush(last));
        last = null;
    }

    private void shed(ChannelHandlerContext context, HttpRequest request) {
        var rejection = guard.overloaded();
        guard.rejected(rejection);
        var close = !HttpUtil.isKeepAlive(request) || !isSkippable(request);
        var written = context.writeAndFlush(ProblemResponse.of(rejection, request, close));
        if (close) {
            isClosing = true;
            isClosed = true;
            LingeringClose.after(written);
        } else {
            isSkipping = true;
        }
        ReferenceCountUtil.release(request);
    }

    /** With an Expect header it is unknown whether the body will be sent. */
    private static boolean isSkippable(HttpRequest request) {
        return !HttpUtil.isTransferEncodingChunked(request)
                && !request.headers().contains(HttpHeaderNames.EXPECT)
                && HttpUtil.getContentLength(request, 0L) <= MAX_SKIPPED_BODY;
    }

    private void skip(Object message) {
        if (message instanceof LastHttpContent) {
            isSkipping = false;
            cancelTimer();
        }
        ReferenceCountUtil.release(message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (isSkipping && skipTimer == null) {
            skipTimer = context.executor().schedule((Runnable) context::close, MAX_SKIP_MILLIS, TimeUnit.MILLISECONDS);
        }
        context.fireChannelReadComplete();
    }

    /**
     * Handles a body that cannot be decoded while the server reads it: responds here, unless the response has started.
     */
    private void rejectBody(ChannelHandlerContext context, HttpContent content) {
        var cause = content.decoderResult().cause();
        ReferenceCountUtil.release(content);
        isClosing = true;
        if (inFlight == 1 && !isHeadWritten) {
            var rejection = HeadCheck.badBody(cause);
            guard.rejected(rejection);
            last = ProblemResponse.of(rejection, null, true);
            finish(context);
        }
        context.fireExceptionCaught(cause); // the server aborts the request and closes
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (isClosed) {
            ReferenceCountUtil.release(message);
            promise.tryFailure(new ClosedChannelException());
            return;
        }
        if (isInterim(message)) {
            context.write(message, promise);
            return;
        }
        isHeadWritten |= message instanceof HttpResponse;
        context.write(message, promise);
        if (message instanceof LastHttpContent) {
            responseWritten(context);
        }
    }

    private void responseWritten(ChannelHandlerContext context) {
        isHeadWritten = false;
        if (inFlight > 0) {
            inFlight--;
            guard.endRequests(1);
        }
        if (inFlight == 0 && last != null) {
            finish(context);
        }
    }

    /** An interim response, as 100 Continue. */
    private static boolean isInterim(Object message) {
        return message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    }

    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        if (isClosed && context.channel().pipeline().get(LingeringClose.class) != null) {
            promise.trySuccess(); // LingeringClose closes the connection
        } else {
            context.close(promise);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (!(event instanceof IdleStateEvent) || inFlight == 0) {
            context.fireUserEventTriggered(event);
        }
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
        guard.endRequests(inFlight);
        inFlight = 0;
        cancelTimer();
        ReferenceCountUtil.release(last);
        last = null;
    }

    private void cancelTimer() {
        if (skipTimer != null) {
            skipTimer.cancel(false);
            skipTimer = null;
        }
    }
}
