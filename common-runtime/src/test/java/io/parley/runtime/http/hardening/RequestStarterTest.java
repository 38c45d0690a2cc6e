package io.parley.runtime.http.hardening;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.sameInstance;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.EventExecutor;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestStarterTest {
    /** Its event loop runs only when a test runs it. */
    private final EmbeddedChannel turn = new EmbeddedChannel();

    private final AcceptedRequests accepted = new AcceptedRequests(turn.eventLoop());
    private final EmbeddedChannel connection = new EmbeddedChannel(new RequestStarter(accepted));

    @AfterEach
    void close() {
        connection.finishAndReleaseAll();
        turn.finishAndReleaseAll();
    }

    @Test
    void aRequestIsStartedAfterTheReadsOfTheTurn() {
        var request = request();
        connection.writeInbound(request, LastHttpContent.EMPTY_LAST_CONTENT);
        assertThat(connection.readInbound(), nullValue());

        turn.runPendingTasks();

        assertThat(connection.readInbound(), sameInstance(request));
        assertThat(connection.readInbound(), sameInstance(LastHttpContent.EMPTY_LAST_CONTENT));
        assertThat(connection.config().isAutoRead(), is(true));
    }

    @Test
    void theBodyOfAStartedRequestPassesAtOnce() {
        connection.writeInbound(request());
        turn.runPendingTasks();
        connection.readInbound();

        connection.writeInbound(LastHttpContent.EMPTY_LAST_CONTENT);

        assertThat(connection.readInbound(), sameInstance(LastHttpContent.EMPTY_LAST_CONTENT));
    }

    @Test
    void nothingMoreIsReadWhileARequestWithALongBodyWaits() {
        connection.writeInbound(request(), new DefaultHttpContent(Unpooled.copiedBuffer(new byte[8])));
        assertThat(connection.config().isAutoRead(), is(false));

        turn.runPendingTasks();

        assertThat(connection.config().isAutoRead(), is(true));
        assertThat(connection.inboundMessages().size(), is(2));
    }

    @Test
    void aRequestThatBecomesInvalidWhileItWaitsIsNotStarted() {
        var body = new DefaultHttpContent(Unpooled.copiedBuffer(new byte[8]));
        connection.writeInbound(request(), body);

        connection.pipeline().fireExceptionCaught(new IllegalArgumentException("bad chunk"));
        turn.runPendingTasks();

        assertThat(connection.readInbound(), nullValue());
        assertThat(body.refCnt(), is(0));
        assertThrows(IllegalArgumentException.class, connection::checkException);
    }

    @Test
    void aRequestOfAClosedConnectionIsNotStarted() {
        var body = new DefaultHttpContent(Unpooled.copiedBuffer(new byte[8]));
        connection.writeInbound(request(), body);

        connection.close();
        turn.runPendingTasks();

        assertThat(connection.readInbound(), nullValue());
        assertThat(body.refCnt(), is(0));
    }

    @Test
    void theEventLoopReadsAgainAfterTwoMillisecondsOfStarts() {
        var calls = new LinkedHashMap<String, Runnable>();
        var requests = new AcceptedRequests(recording(calls));
        var started = new ArrayList<String>();
        requests.add(() -> started.add("first"));
        requests.add(() -> spin(started, "slow"));
        requests.add(() -> started.add("third"));

        calls.remove("execute").run();
        assertThat(started, contains("first", "slow"));

        calls.remove("schedule").run(); // runs in the next turn, after its reads
        assertThat(started, contains("first", "slow", "third"));
        assertThat(calls.keySet(), is(empty()));
    }

    /** An event loop that runs nothing, and records what it is to run by the name of the called method. */
    private static EventExecutor recording(Map<String, Runnable> calls) {
        return (EventExecutor) Proxy.newProxyInstance(
                EventExecutor.class.getClassLoader(), new Class<?>[] {EventExecutor.class}, (proxy, method, args) -> {
                    calls.put(method.getName(), (Runnable) args[0]);
                    return null;
                });
    }

    @Test
    void aRequestAddedWhileAnotherStartsIsStartedOnce() {
        var started = new ArrayList<String>();
        accepted.add(() -> accepted.add(() -> started.add("added")));

        turn.runPendingTasks();
        turn.runPendingTasks();

        assertThat(started, contains("added"));
    }

    private static void spin(ArrayList<String> started, String name) {
        var end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(3);
        while (System.nanoTime() - end < 0) {
            Thread.onSpinWait();
        }
        started.add(name);
    }

    private static HttpRequest request() {
        return new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/messages");
    }
}
