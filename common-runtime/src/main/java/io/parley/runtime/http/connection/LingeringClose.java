package io.parley.runtime.http.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;

/**
 * Closes a connection after its last response without losing that response: a socket that is closed while bytes still come
 * in resets the connection, and the client may never read the answer (RFC 9112, 9.6). So our direction ends first, and what
 * still comes in is discarded for a moment.
 */
final class LingeringClose extends ChannelInboundHandlerAdapter {
    private static final int MILLIS = 2_000;

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
            var timer = channel.eventLoop().schedule((Runnable) () -> close(channel), MILLIS, TimeUnit.MILLISECONDS);
            channel.closeFuture().addListener(closed -> timer.cancel(false));
        } else {
            close(channel);
        }
    }

    /** From the first handler on, since those behind it leave the closing to this one. */
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
