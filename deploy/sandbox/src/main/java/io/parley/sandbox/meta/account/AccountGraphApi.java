package io.parley.sandbox.meta.account;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.sandbox.SandboxContext;
import io.parley.sandbox.meta.error.GraphErrorResponse;
import io.parley.sandbox.meta.error.GraphRejection;
import io.parley.sandbox.web.HttpCall;
import java.util.Optional;

/**
 * Meta's account side of the Graph API: reads of accounts and numbers, and the calls below them. Runs on the event loop.
 */
public final class AccountGraphApi {
    private static final int DEPTH = 4;

    private final SandboxAccounts accounts;
    private final GraphAccess access;
    private final AccountCallFaults faults;
    private final UploadSessions sessions;
    private final UploadApi uploads;
    private final ProfilePictures pictures = new ProfilePictures();
    private final ProfileApi profiles;
    private final CommerceApi commerce = new CommerceApi();
    private final SubscriptionApi subscriptions;
    private final RegistrationApi registrations = new RegistrationApi();
    private final SandboxEncryptionApi encryption = new SandboxEncryptionApi();
    private final TokenApi tokens;
    private final TemplateCalls templates;
    private final FlowCalls flows;
    private final String appId;

    public AccountGraphApi(
            SandboxContext context,
            SandboxAccounts accounts,
            GraphAccess access,
            TemplateCalls templates,
            FlowCalls flows) {
        this.accounts = accounts;
        this.access = access;
        this.templates = templates;
        this.flows = flows;
        faults = new AccountCallFaults(context);
        sessions =
                new UploadSessions(System::currentTimeMillis, context.settings().uploadSeconds() * 1_000);
        uploads = new UploadApi(context, access, faults, sessions);
        profiles = new ProfileApi(context, sessions, pictures);
        subscriptions = new SubscriptionApi(context, faults);
        tokens = new TokenApi(context, accounts, access);
        appId = context.settings().appId();
    }

    public UploadApi uploads() {
        return uploads;
    }

    public ProfilePictures pictures() {
        return pictures;
    }

    /** Returns the file of an upload handle; empty if the handle is unknown or has expired. */
    public Optional<CompletedUpload> uploaded(String handle) {
        return sessions.completed(handle);
    }

    /** Restores the state of the settings. */
    public void reset() {
        accounts.reset();
        sessions.clear();
        pictures.clear();
    }

    /** Returns whether this path, an object id without a further segment, belongs to the account side. */
    public boolean owns(String id) {
        return id.startsWith("upload:")
                || id.equals("debug_token")
                || accounts.findNumber(id).isPresent()
                || accounts.findAccount(id).isPresent()
                || templates.owns(id)
                || flows.owns(id);
    }

    /** Handles the path graph, version, object id, with an optional path below it. */
    public void handle(HttpCall call) {
        faults.pass(call, () -> route(call));
    }

    private void route(HttpCall call) {
        var id = call.path()[2];
        if (id.equals("debug_token") && call.path().length < DEPTH) {
            onlyGet(call, id);
            tokens.debug(call);
            return;
        }
        checkToken(call);
        if (call.path().length < DEPTH) {
            node(call, id);
        } else if (id.equals("me") && call.path()[3].equals("permissions")) {
            onlyGet(call, id);
            tokens.permissions(call);
        } else {
            below(call, id, call.path()[3]);
        }
    }

    /** Checks the token, which uploads may also send with the scheme OAuth, and the permission. */
    private void checkToken(HttpCall call) {
        var id = call.path()[2];
        var isUpload = id.startsWith("upload:") || call.path()[call.path().length - 1].equals("uploads");
        var bearer = call.credential("Bearer");
        var token = bearer == null && isUpload ? call.credential("OAuth") : bearer;
        access.tokenRejection(token)
                .or(() -> id.equals("me") ? Optional.empty() : access.permissionRejection(GraphAccess.MANAGEMENT))
                .ifPresent(AccountGraphApi::reject);
    }

    private static void reject(GraphErrorResponse error) {
        throw new GraphRejection(error);
    }

    private static GraphRejection unknown(HttpCall call, String id) {
        return new GraphRejection(GraphErrorResponse.unknownObject(call.method(), id));
    }

    private static void onlyGet(HttpCall call, String id) {
        if (!call.method().equals("GET")) {
            throw unknown(call, id);
        }
    }

    private void node(HttpCall call, String id) {
        var number = accounts.findNumber(id);
        if (id.startsWith("upload:")) {
            onlyGet(call, id);
            uploads.describe(call);
        } else if (number.isPresent() && call.method().equals("POST")) {
            subscriptions.configure(call, number.get());
        } else if (templates.owns(id)) {
            templates.node(call, id);
        } else if (flows.owns(id)) {
            flows.node(call, id);
        } else {
            onlyGet(call, id);
            var fields = call.request().getParam("fields");
            respond(
                    call,
                    number.map(node -> select(node, fields))
                            .or(() -> accounts.findAccount(id)
                                    .map(account -> NodeFields.ACCOUNT.select(account.fields, fields)))
                            .orElseThrow(() -> unknown(call, id)));
        }
    }

    private JsonNode select(SandboxPhoneNumber number, String fields) {
        return NodeFields.NUMBER.select(accounts.fieldsOf(number), fields);
    }

    private static void respond(HttpCall call, JsonNode json) {
        call.respond(200, out -> out.writeTree(json));
    }

    /** Handles a path below an object. */
    private void below(HttpCall call, String id, String edge) {
        var number = accounts.findNumber(id);
        var account = accounts.findAccount(id);
        if (number.isEmpty() && account.isEmpty() && !flows.owns(id) && !isApp(id)) {
            throw unknown(call, id);
        }
        if (call.path().length > DEPTH) {
            throw new GraphRejection(GraphErrorResponse.unknownPath(call.path()[DEPTH]));
        }
        if (number.isPresent()) {
            belowNumber(call, number.get(), call.method() + " " + edge);
        } else if (account.isPresent()) {
            belowAccount(call, account.get(), call.method() + " " + edge);
        } else if (flows.owns(id)) {
            flows.below(call, id);
        } else if (edge.equals("uploads") && call.method().equals("POST")) {
            uploads.start(call);
        } else {
            throw unknownEdge(edge);
        }
    }

    /** {@code app} is the app of the access token. */
    private boolean isApp(String id) {
        return id.equals(appId) || id.equals("app");
    }

    private void belowNumber(HttpCall call, SandboxPhoneNumber number, String operation) {
        switch (operation) {
            case "GET whatsapp_business_profile" -> profiles.read(call, number);
            case "POST whatsapp_business_profile" -> profiles.update(call, number);
            case "GET whatsapp_commerce_settings" -> commerce.read(call, number);
            case "POST whatsapp_commerce_settings" -> commerce.update(call, number);
            case "POST register" -> registrations.register(call, number);
            case "GET whatsapp_business_encryption" -> encryption.read(call, number);
            case "POST whatsapp_business_encryption" -> encryption.update(call, number);
            default -> throw unknownEdge(call.path()[3]);
        }
    }

    private void belowAccount(HttpCall call, SandboxWaba account, String operation) {
        switch (operation) {
            case "GET phone_numbers" -> listNumbers(call, account);
            case "GET subscribed_apps" -> subscriptions.read(call, account);
            case "POST subscribed_apps" -> subscriptions.subscribe(call, account);
            case "DELETE subscribed_apps" -> subscriptions.unsubscribe(call, account);
            case "GET message_templates", "POST message_templates", "DELETE message_templates" ->
                templates.edge(call, account.id);
            case "GET flows", "POST flows", "POST migrate_flows" -> flows.edge(call, account.id);
            default -> throw unknownEdge(call.path()[3]);
        }
    }

    private void listNumbers(HttpCall call, SandboxWaba account) {
        var fields = call.request().getParam("fields");
        NodeFields.NUMBER.check(fields);
        respond(
                call,
                GraphCursorPage.of(
                        call,
                        account.numbers,
                        id -> select(accounts.findNumber(id).orElseThrow(), fields)));
    }

    private static GraphRejection unknownEdge(String edge) {
        return new GraphRejection(GraphErrorResponse.unknownField(edge));
    }

    /** Responds as most of Meta's writes do. */
    public static void succeed(HttpCall call) {
        call.respond(200, json -> {
            json.writeStartObject();
            json.writeBooleanField("success", true);
            json.writeEndObject();
        });
    }
}
