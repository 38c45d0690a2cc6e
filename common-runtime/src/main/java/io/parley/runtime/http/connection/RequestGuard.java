package io.parley.runtime.http.connection;

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

/**
 * Stands between the decoder and the server on one connection. Lets good requests pass while the server has room, and
 * answers the others itself: a bad one is the last of its connection, one too many is answered 503 before its body is read.
 *
 * <p>Also keeps the idle time-out to its purpose. While a request is being answered its connection may be silent, for it is
 * we who are waited for. Between requests, and while a head comes in, the time-out counts: half a head is no message of the
 * decoder, so one that comes byte by byte is cut off as well. Lives on the connection's event loop.
 */
final class RequestGuard extends ChannelDuplexHandler {
    /** Bodies of refused requests up to this size are discarded; a longer one costs the connection. */
    private static final long MAX_SKIPPED_BODY = 64 << 10;

    private static final int MAX_SKIP_MILLIS = 3_000;

    private final ConnectionGuard guard;
    /** Requests that the server has and did not answer yet. */
    private int inFlight;
    /** Whether the head of the response to the first of them is written. */
    private boolean isHeadWritten;

    private boolean isSkipping;
    private Future<?> skipTimer;
    private boolean isClosing;
    private boolean isClosed;
    /** The last response of the connection; waits for those before it. */
    private FullHttpResponse last;

    RequestGuard(ConnectionGuard guard) {
        this.guard = guard;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (isClosing) {
            ReferenceCountUtil.release(message);
        } else if (message instanceof HttpRequest request) {
            begin(context, request);
        } else if (isSkipping) {
            skip(message);
        } else if (message instanceof HttpContent content
                && content.decoderResult().isFailure()) {
            breakOff(context, content);
        } else {
            context.fireChannelRead(message);
        }
    }

    private void begin(ChannelHandlerContext context, HttpRequest request) {
        var fault = guard.check().validate(request);
        if (fault != null) {
            refuse(context, request, fault);
        } else if (inFlight > 0) {
            guard.begin();
            pass(context, request);
        } else if (guard.tryBegin()) {
            pass(context, request);
        } else {
            shed(context, request);
        }
    }

    private void pass(ChannelHandlerContext context, HttpRequest request) {
        inFlight++;
        context.fireChannelRead(request);
    }

    private void refuse(ChannelHandlerContext context, HttpRequest request, ProblemException fault) {
        guard.rejected(fault);
        isClosing = true;
        last = ProblemResponse.of(fault, request, true);
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
        var fault = guard.overloaded();
        guard.rejected(fault);
        var close = !HttpUtil.isKeepAlive(request) || !isSkippable(request);
        var written = context.writeAndFlush(ProblemResponse.of(fault, request, close));
        if (close) {
            isClosing = true;
            isClosed = true;
            LingeringClose.after(written);
        } else {
            isSkipping = true;
        }
        ReferenceCountUtil.release(request);
    }

    /** With an expectation nobody knows whether the body still comes. */
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

    /** The body of the request that the server is reading cannot be decoded: answers it here, unless an answer has begun. */
    private void breakOff(ChannelHandlerContext context, HttpContent content) {
        var cause = content.decoderResult().cause();
        ReferenceCountUtil.release(content);
        isClosing = true;
        if (inFlight == 1 && !isHeadWritten) {
            var fault = HeadCheck.badBody(cause);
            guard.rejected(fault);
            last = ProblemResponse.of(fault, null, true);
            finish(context);
        }
        context.fireExceptionCaught(cause); // the server gives the request up, and closes
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
            answered(context);
        }
    }

    private void answered(ChannelHandlerContext context) {
        isHeadWritten = false;
        if (inFlight > 0) {
            inFlight--;
            guard.end(1);
        }
        if (inFlight == 0 && last != null) {
            finish(context);
        }
    }

    /** A response that another one follows, as 100 Continue. */
    private static boolean isInterim(Object message) {
        return message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    }

    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        if (isClosed && context.channel().pipeline().get(LingeringClose.class) != null) {
            promise.trySuccess(); // follows by itself
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
        guard.end(inFlight);
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
