package io.parley.local;

import io.parley.model.Scope;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

/** The senders of a local run and the account that owns them. The sandbox simulates their networks. */
public final class LocalIdentities {

    public static final String WHATSAPP_NUMBER = "4930555100";
    public static final String WHATSAPP_PHONE_NUMBER_ID = "105500000000001";
    public static final String WABA_ID = "205500000000001";
    public static final String WHATSAPP_ACCOUNT_ID = "5637b8a7-51e1-47be-ad0b-b242453dcc1b";
    public static final String VIBER_SERVICE = "7042";

    /** Connected through a partner (Viber Business Messages); the other service is a bot. */
    public static final String VIBER_PARTNER_SERVICE = "7043";

    public static final String SMS_NUMBER = "4930555200";
    public static final String SMS_NAME = "CornerShop";
    public static final String SMSC = "sandbox";

    public static final String META_TOKEN = "sandbox-meta-token";
    public static final String META_APP_SECRET = "sandbox-app-secret";
    public static final String META_VERIFY_TOKEN = "sandbox-verify-token";
    public static final String VIBER_TOKEN = "sandbox-viber-token";
    public static final String VIBER_PARTNER_KEY = "sandbox-partner-key";
    public static final String VIBER_PARTNER_SECRET = "App sandbox-partner-secret";
    public static final String SMPP_SYSTEM_ID = "parley";
    public static final String SMPP_PASSWORD = "secret1";

    public static final UUID ACCOUNT_ID = UUID.fromString("0f5d7e1c-3f0b-4a55-9c6e-6d1f6c0a7b11");

    private LocalIdentities() {}

    /** Returns the directory file that messaging-service reads at start-up. */
    static Map<String, Object> directory(String apiKey) {
        var account = new LinkedHashMap<String, Object>();
        account.put("id", ACCOUNT_ID.toString());
        account.put("name", "Local");
        account.put("keys", List.of(Map.of("key", apiKey, "scopes", scopes(scope -> true))));
        account.put("whatsappAccounts", List.of(whatsAppAccount()));
        account.put("senders", List.of(whatsApp(), viber(), viberPartner(), sms(SMS_NUMBER), sms(SMS_NAME)));
        return Map.of("accounts", List.of(account));
    }

    private static Map<String, Object> whatsAppAccount() {
        return ordered("id", WHATSAPP_ACCOUNT_ID, "wabaId", WABA_ID, "name", "Corner shop");
    }

    private static Map<String, Object> whatsApp() {
        var sender = sender("whatsapp", WHATSAPP_NUMBER, WHATSAPP_PHONE_NUMBER_ID);
        sender.put("whatsAppAccountId", WHATSAPP_ACCOUNT_ID);
        return sender;
    }

    private static Map<String, Object> viber() {
        return sender("viber", VIBER_SERVICE, VIBER_SERVICE);
    }

    private static Map<String, Object> viberPartner() {
        var sender = sender("viber", VIBER_PARTNER_SERVICE, VIBER_PARTNER_SERVICE);
        sender.put("attributes", Map.of("connector", "partner"));
        return sender;
    }

    private static Map<String, Object> sms(String identity) {
        var sender = sender("sms", identity, identity);
        sender.put("attributes", Map.of("smsc", SMSC));
        return sender;
    }

    private static Map<String, Object> sender(String channel, String identity, String providerId) {
        var sender = ordered("channel", channel, "identity", identity, "name", "Corner shop");
        sender.put("providerId", providerId);
        sender.put("scopes", scopes(Scope::ofChannel));
        return sender;
    }

    private static List<String> scopes(Predicate<Scope> included) {
        return Arrays.stream(Scope.values()).filter(included).map(Scope::value).toList();
    }

    private static Map<String, Object> ordered(
            String first, Object one, String second, Object two, String third, Object three) {
        var map = new LinkedHashMap<String, Object>();
        map.put(first, one);
        map.put(second, two);
        map.put(third, three);
        return map;
    }
}
