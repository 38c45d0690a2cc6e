package io.parley.model;

/** Names of the topics on the bus. The only place where a topic is named. */
public final class Topics {

    /** Compacted: accounts, API keys, senders and WhatsApp accounts; every service reads it from the start. */
    public static final String DIRECTORY = "directory";

    /** Items of provider webhooks that messaging-service owns, keyed by conversation. */
    public static final String MESSAGING_PROVIDER_EVENTS = "messaging.provider-events";

    /** Items of provider webhooks that template-service owns, keyed by template. */
    public static final String TEMPLATE_PROVIDER_EVENTS = "template.provider-events";

    /** Items of provider webhooks that flow-service owns, keyed by flow. */
    public static final String FLOW_PROVIDER_EVENTS = "flow.provider-events";

    /**
     * Compacted: changes of templates, published by template-service, see {@link io.parley.model.fact.TemplateFact}.
     */
    public static final String TEMPLATE_FACTS = "template.facts";

    /** Compacted: changes of flows, published by flow-service, see {@link io.parley.model.fact.FlowFact}. */
    public static final String FLOW_FACTS = "flow.facts";

    /**
     * Compacted: encrypted private keys and secrets of Flow endpoints, published by flow-service, see {@link
     * io.parley.model.flow.FlowKeyEntry}.
     */
    public static final String FLOW_KEYS = "flow.keys";

    private Topics() {}
}
