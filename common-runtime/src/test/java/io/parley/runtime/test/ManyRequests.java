package io.parley.runtime.test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/** Sends many requests at the same time, as independent clients of the same account do. */
public final class ManyRequests {
    private static final int CLIENTS = 16;
    private static final int REPETITIONS = 50;
    private static final Duration PAUSE = Duration.ofMillis(200);

    private ManyRequests() {}

    /** A request with a number, which returns the status of its response. */
    public interface NumberedRequest {
        int send(int number);
    }

    /** Returns the statuses, in the order of the requests. One that is answered with 503 is repeated. */
    public static List<Integer> statuses(int count, NumberedRequest request) throws Exception {
        try (var threads = Executors.newFixedThreadPool(CLIENTS)) {
            var calls = new ArrayList<Callable<Integer>>();
            for (var i = 0; i < count; i++) {
                var number = i;
                calls.add(() -> repeated(request, number));
            }
            var statuses = new ArrayList<Integer>();
            for (var call : threads.invokeAll(calls)) {
                statuses.add(call.get());
            }
            return statuses;
        }
    }

    private static int repeated(NumberedRequest request, int number) {
        var status = request.send(number);
        for (var i = 0; i < REPETITIONS && status == 503; i++) {
            Eventually.pause(PAUSE);
            status = request.send(number);
        }
        return status;
    }
}
