package io.parley.bench;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Contents of the loads: texts only, or a typical mix. */
final class BenchContents {

    /** The template of the load, in English. */
    static final String TEMPLATE_NAME = "visit_reminder";

    private static final JsonObject TEXT = new JsonObject("""
            {"contentType":"text","text":"Your parcel is on its way."}""");
    private static final JsonObject TEMPLATE = new JsonObject("""
            {"contentType":"template","template":{"templateId":"visit_reminder","templateLanguage":"en","components":{
              "header":[{"type":"image","image":{"url":"https://shop.example.com/visit.jpg"}}],
              "body":[{"type":"text","text":"Mina"},{"type":"text","text":"Monday at nine"}],
              "button":[{"type":"quick_reply","index":0,"payload":"visit-42-confirm"}]}}}""");
    private static final JsonObject BUTTONS = new JsonObject("""
            {"contentType":"interactive","interactive":{"subType":"buttons","components":{
              "body":{"type":"text","text":"How was your visit?"},
              "footer":{"type":"text","text":"Corner Shop"},
              "buttons":[{"type":"reply","reply":{"payload":"rating-good","title":"Good"}},
                         {"type":"reply","reply":{"payload":"rating-bad","title":"Bad"}}]}}}""");
    private static final JsonObject IMAGE = new JsonObject("""
            {"contentType":"image","image":{"url":"https://shop.example.com/parts/42.jpg","caption":"Your spare part"}}""");

    private static final List<JsonObject> TEXTS = List.of(TEXT);

    /** Of twenty messages, fourteen are templates, four texts, one has buttons and one an image. */
    private static final List<JsonObject> MIX = Stream.of(BUTTONS, IMAGE)
            .flatMap(rare ->
                    Stream.of(TEMPLATE, TEMPLATE, TEXT, TEMPLATE, TEMPLATE, rare, TEMPLATE, TEXT, TEMPLATE, TEMPLATE))
            .toList();

    private BenchContents() {}

    static Supplier<JsonObject> texts() {
        return roundRobin(TEXTS);
    }

    /** 70 % templates, 20 % texts, 10 % interactive messages and media by URL. */
    static Supplier<JsonObject> mix() {
        return roundRobin(MIX);
    }

    static Supplier<JsonObject> templates() {
        return roundRobin(List.of(TEMPLATE));
    }

    private static Supplier<JsonObject> roundRobin(List<JsonObject> contents) {
        var next = new AtomicLong();
        return () -> contents.get((int) (next.getAndIncrement() % contents.size()));
    }
}
