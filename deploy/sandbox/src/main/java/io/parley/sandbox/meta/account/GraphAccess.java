package io.parley.sandbox.meta.account;

import io.parley.sandbox.SandboxContext;
import io.parley.sandbox.fault.AccountFaults;
import io.parley.sandbox.meta.error.GraphErrorResponse;
import io.parley.sandbox.web.HttpCall;
import java.util.List;
import java.util.Optional;

/** Checks the token of a Graph call and its permissions. */
public final class GraphAccess {
    /** Permission of send calls and media. */
    public static final String MESSAGING = "whatsapp_business_messaging";

    /** Permission of calls about accounts, numbers and profiles. */
    public static final String MANAGEMENT = "whatsapp_business_management";

    private final SandboxContext context;

    public GraphAccess(SandboxContext context) {
        this.context = context;
    }

    /** Returns the error of a call whose bearer token is not valid or lacks the permission. */
    public Optional<GraphErrorResponse> rejection(HttpCall call, String permission) {
        return tokenRejection(call.credential("Bearer")).or(() -> permissionRejection(permission));
    }

    /** Returns the error of a call with this token, which is null if the call has none. */
    Optional<GraphErrorResponse> tokenRejection(String token) {
        if (!isToken(token)) {
            return Optional.of(GraphErrorResponse.badToken());
        }
        return isExpired() ? Optional.of(GraphErrorResponse.expiredToken()) : Optional.empty();
    }

    Optional<GraphErrorResponse> permissionRejection(String permission) {
        if (isGranted(permission)) {
            return Optional.empty();
        }
        var code = context.faults().plan().accounts().permissionCode();
        return Optional.of(GraphErrorResponse.of(code, "The token lacks the permission " + permission + "."));
    }

    boolean isToken(String token) {
        return context.settings().metaToken().equals(token);
    }

    /** Returns whether this is the token of the app itself, {@code app_id|app_secret}. */
    boolean isAppToken(String token) {
        var settings = context.settings();
        return (settings.appId() + "|" + settings.appSecret()).equals(token);
    }

    boolean isExpired() {
        return context.faults().plan().accounts().tokenExpired();
    }

    boolean isGranted(String permission) {
        return !context.faults().plan().accounts().missingPermissions().contains(permission);
    }

    List<String> granted() {
        return AccountFaults.PERMISSIONS.stream().filter(this::isGranted).toList();
    }
}
