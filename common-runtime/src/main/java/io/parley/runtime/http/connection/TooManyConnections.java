package io.parley.runtime.http.connection;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import io.parley.runtime.problem.ProblemBody;
import io.parley.runtime.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Answers the first bytes of a connection beyond the bound with 503 and closes it; nothing else is set up for it. */
final class TooManyConnections extends ChannelInboundHandlerAdapter {
    private static final int SILENCE_MILLIS = 2_000;
    private final ConnectionGuard guard;
    private boolean answered;

    TooManyConnections(ConnectionGuard guard) {
        this.guard = guard;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        var timer = context.executor().schedule((Runnable) context::close, SILENCE_MILLIS, TimeUnit.MILLISECONDS);
        context.channel().closeFuture().addListener(closed -> timer.cancel(false));
        context.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ReferenceCountUtil.release(message);
        if (!answered) {
            answered = true;
            guard.rejected(guard.overloaded());
            LingeringClose.after(context.writeAndFlush(response(guard.overloaded())));
        }
    }

    private static ByteBuf response(ProblemException fault) {
        var body = new String(ProblemBody.bytes(fault.problem()), StandardCharsets.UTF_8);
        var head = new StringBuilder("HTTP/1.1 503 Service Unavailable\r\n");
        fault.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        head.append("Content-Type: ").append(ProblemBody.MEDIA_TYPE).append("\r\nX-Content-Type-Options: nosniff\r\n");
        head.append("Connection: close\r\nContent-Length: ")
                .append(body.length())
                .append("\r\n\r\n");
        return Unpooled.copiedBuffer(head.append(body), StandardCharsets.UTF_8);
    }
}
