package io.parley.runtime.database;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.sqlclient.impl.command.CommandBase;
import io.vertx.sqlclient.impl.command.CommandResponse;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Closes a connection whose statement gets no response because the server is unavailable, so that the statement fails
 * and the pool opens another connection. Placed behind the codec, where each command has one response. At most one
 * timer per connection, however many statements are in flight.
 */
final class SilenceGuard extends ChannelDuplexHandler {
    private final DatabaseConfig settings;
    private final Supplier<Future<Boolean>> serverResponds;
    private int outstanding;
    private long since;
    private boolean timed;

    SilenceGuard(DatabaseConfig settings, Supplier<Future<Boolean>> serverResponds) {
        this.settings = settings;
        this.serverResponds = serverResponds;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        if (message instanceof CommandBase<?>) {
            if (outstanding++ == 0) {
                since = System.nanoTime();
                watch(context, settings.silence().toNanos());
            }
        }
        super.write(context, message, promise);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (message instanceof CommandResponse<?>) {
            outstanding--;
            since = System.nanoTime();
        }
        super.channelRead(context, message);
    }

    private void watch(ChannelHandlerContext context, long nanos) {
        if (!timed) {
            timed = true;
            context.executor().schedule(() -> check(context), nanos, TimeUnit.NANOSECONDS);
        }
    }

    private void check(ChannelHandlerContext context) {
        timed = false;
        if (outstanding == 0 || !context.channel().isActive()) {
            return;
        }
        var left = settings.silence().toNanos() - silence();
        if (left > 0) {
            watch(context, left);
        } else if (silence() > settings.responseTimeout().toNanos()) {
            abort(context);
        } else {
            probe(context);
        }
    }

    private void probe(ChannelHandlerContext context) {
        var waitingSince = since;
        serverResponds.get().onComplete(responds -> context.executor()
                .execute(() -> probed(context, waitingSince, responds)));
    }

    private void probed(ChannelHandlerContext context, long waitingSince, AsyncResult<Boolean> responds) {
        if (outstanding == 0 || since != waitingSince || Boolean.TRUE.equals(responds.result())) {
            watchAgain(context);
        } else {
            abort(context);
        }
    }

    /**
     * Closes the channel from its first handler. A close from here would pass the codec of Vert.x, which sends a Terminate
     * message and waits until the server closes the connection.
     */
    private static void abort(ChannelHandlerContext context) {
        context.pipeline().firstContext().close();
    }

    private void watchAgain(ChannelHandlerContext context) {
        if (outstanding > 0) {
            watch(context, settings.silence().toNanos());
        }
    }

    private long silence() {
        return System.nanoTime() - since;
    }
}
