package io.parley.messaging.channel.whatsapp.graph;

import io.parley.messaging.channel.InDoubtPolicy;
import io.parley.messaging.channel.OutboundMessage;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.graph.GraphConfig;
import io.parley.runtime.graph.GraphTokens;
import io.parley.runtime.http.ProviderClients;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;

/** Sends messages and read marks to the Graph API, with the access token of each sender. */
@Singleton
public class WhatsAppConnection {
    private final GraphConfig graph;
    private final GraphTokens access;
    private final InDoubtPolicy inDoubtPolicy;
    private final MessagesApi messages;

    WhatsAppConnection(GraphConfig graph, GraphTokens access, WhatsAppConfig settings) {
        this.graph = graph;
        this.access = access;
        this.inDoubtPolicy = settings.inDoubtPolicy();
        this.messages = ProviderClients.client(MessagesApi.class, graph.baseUrl(), graph);
    }

    public Uni<Response> send(OutboundMessage<?> message, WhatsAppMessage body) {
        var sender = message.sender();
        message.exchange().sent("POST /" + graph.version() + "/" + sender.providerId() + "/messages", body);
        return messages.send(graph.version(), sender.providerId(), access.authorization(sender), body);
    }

    public Uni<Response> mark(Sender sender, ReadMark mark) {
        return messages.mark(graph.version(), sender.providerId(), access.authorization(sender), mark);
    }

    public InDoubtPolicy inDoubtPolicy() {
        return inDoubtPolicy;
    }
}
