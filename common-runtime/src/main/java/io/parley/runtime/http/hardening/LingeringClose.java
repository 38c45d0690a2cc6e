package io.parley.runtime.http.hardening;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;

/**
 * Closes a connection after its last response without losing that response: closing a socket while bytes still arrive
 * resets the connection, and the client may never read the response (RFC 9112, 9.6). So our direction is closed first,
 * and further input is discarded for a limited time.
 */
final class LingeringClose extends ChannelInboundHandlerAdapter {
    private static final int MAX_MILLIS = 2_000;

    private LingeringClose() {}

    static void after(ChannelFuture written) {
        var channel = written.channel();
        if (channel.pipeline().get(LingeringClose.class) == null) {
            channel.pipeline().addFirst("lingering-close", new LingeringClose());
        }
        written.addListener((ChannelFutureListener) done -> finish(channel, done.isSuccess()));
    }

    private static void finish(Channel channel, boolean isWritten) {
        if (isWritten && channel instanceof DuplexChannel duplex) {
            duplex.shutdownOutput();
            channel.config().setAutoRead(true);
            var timer = channel.eventLoop().schedule(() -> close(channel), MAX_MILLIS, TimeUnit.MILLISECONDS);
            channel.closeFuture().addListener(closed -> timer.cancel(false));
        } else {
            close(channel);
        }
    }

    /** Closes through this handler's context, since the handlers behind it leave the closing to this one. */
    private static void close(Channel channel) {
        var here = channel.pipeline().context(LingeringClose.class);
        if (here != null) {
            here.close();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ReferenceCountUtil.release(message);
    }
}
