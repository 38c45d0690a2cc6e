package io.parley.local;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Faults of the local account's set-up at Meta, Viber and the SMSC, each with the lines that name it. */
record SetupFaults(Platform platform, SandboxControl sandbox, SetupOperator operator, Secrets secrets) {
    private static final String ACCOUNT = "/control/accounts/" + LocalIdentities.WABA_ID;
    private static final String NUMBER = "/control/numbers/" + LocalIdentities.WHATSAPP_PHONE_NUMBER_ID;

    /** Writes secrets to their files. */
    interface Secrets {
        String write(String name, String secret);
    }

    SetupFaults(Platform platform, Secrets secrets) {
        this(platform, new SandboxControl(platform.endpoints().sandbox()), new SetupOperator(platform), secrets);
    }

    /** All faults; those of different networks that do not affect each other together, since each takes seconds to show. */
    Stream<List<PlantedFault>> all() {
        return Stream.of(
                        together(atMeta(), Stream.concat(ofTokens(), atViber())),
                        together(ofTheAccount(), atTheSmsc()),
                        ofNumbers().map(List::of))
                .flatMap(faults -> faults);
    }

    /** Each of the faults with one of the others, as long as there are others. */
    private static Stream<List<PlantedFault>> together(Stream<PlantedFault> faults, Stream<PlantedFault> others) {
        var other = others.iterator();
        return faults.map(fault -> other.hasNext() ? List.of(fault, other.next()) : List.of(fault));
    }

    private Stream<PlantedFault> atMeta() {
        return Stream.of(
                atMeta(
                        "token expired",
                        "'tokenExpired':true",
                        "failed",
                        "invalid or has expired",
                        "Create a new token"),
                atMeta(
                        "permission missing",
                        "'missingPermissions':['whatsapp_business_messaging']",
                        "failed",
                        "lacks whatsapp_business_messaging",
                        "both permissions"),
                atMeta(
                        "no permission for the account",
                        "'missingPermissions':['whatsapp_business_management'],'permissionCode':10",
                        "failed",
                        "may not read this account",
                        "Assign the account to the system user"),
                atMeta("Meta down", "'http5xx':1", "warning", "Meta fails at the moment", "later"),
                atMeta("Meta slow", "'latencyMs':{'min':1500,'max':1500}", "failed", "timeout", "base-url"),
                atMeta("connections reset", "'reset':1", "failed", "Meta cannot be reached", "base-url"),
                atMeta("calls of the account limited", "'code80007':1", "warning", "limits the calls", "later"),
                atMeta("clock 10 minutes off", "'clockSkewSeconds':600", "failed", "clock differs from Meta's", "NTP"));
    }

    private Stream<PlantedFault> ofTheAccount() {
        return Stream.of(
                ofAccount(
                        "app not subscribed",
                        "subscribed",
                        false,
                        true,
                        "failed",
                        "no app is subscribed",
                        "/connection"),
                ofAccount(
                        "webhooks overridden",
                        "override_callback_uri",
                        "https://old.example/hook",
                        null,
                        "failed",
                        "override_callback_uri: https://old.example/hook",
                        "/webhooks/meta"),
                ofAccount(
                        "another app subscribed", "subscribed_app_id", "42", null, "warning", "app 42", "app-secrets"));
    }

    private Stream<PlantedFault> ofNumbers() {
        return Stream.of(
                ofNumber("number not registered", "status", "PENDING", "failed", "status PENDING", "/register"),
                ofNumber("number banned", "status", "BANNED", "failed", "banned", "review"),
                ofNumber("low quality", "quality_rating", "RED", "warning", "quality rating is low", "blocks"),
                new PlantedFault(
                        "phone_number_id of no number of the account",
                        () -> operator.addNumber("4930555301", "105500000009301"),
                        () -> operator.removeSender("4930555301"),
                        "failed",
                        "no phone number with this id",
                        "Correct providerId"),
                new PlantedFault(
                        "phone_number_id of another number",
                        () -> {
                            sandbox.post(
                                    ACCOUNT + "/numbers",
                                    Map.of("id", "105500000009302", "display_phone_number", "4930555399"));
                            operator.addNumber("4930555302", "105500000009302");
                        },
                        () -> operator.removeSender("4930555302"),
                        "failed",
                        "another phone number than the sender's identity",
                        "Correct providerId"),
                new PlantedFault(
                        "unknown WABA",
                        () -> operator.addNumberOfAccount("4930555303", "205500000009303"),
                        () -> operator.removeSender("4930555303"),
                        "failed",
                        "does not know an account with this id",
                        "Correct wabaId"));
    }

    private Stream<PlantedFault> ofTokens() {
        return Stream.of(
                new PlantedFault(
                        "wrong verify token",
                        () -> secrets.write("verify", "another"),
                        () -> secrets.write("verify", LocalIdentities.META_VERIFY_TOKEN),
                        "failed",
                        "does not accept the verify token",
                        "parley.webhooks.meta.verify-token"),
                new PlantedFault(
                        "wrong Viber token",
                        () -> secrets.write("viber", "another"),
                        () -> secrets.write("viber", LocalIdentities.VIBER_TOKEN),
                        "failed",
                        "Viber does not accept the token",
                        "parley.channels.viber.tokens"));
    }

    private Stream<PlantedFault> atViber() {
        PlantedFault.Step connect = () -> operator.connect("viber", LocalIdentities.VIBER_SERVICE);
        return Stream.of(
                new PlantedFault(
                        "Viber webhook elsewhere",
                        () -> operator.setViberWebhook(
                                platform.endpoints().sandbox() + "/viber/pa/get_account_info", "delivered"),
                        connect,
                        "failed",
                        "another address: http://127.0.0.1",
                        "/connection"),
                new PlantedFault(
                        "Viber event missing",
                        () -> operator.setViberWebhook(
                                platform.endpoints().webhooks() + "/viber/" + LocalIdentities.VIBER_SERVICE,
                                "delivered"),
                        connect,
                        "warning",
                        "does not get the events failed, seen",
                        "event_types"));
    }

    private Stream<PlantedFault> atTheSmsc() {
        return Stream.of(
                new PlantedFault(
                        "bind refused",
                        () -> {
                            sandbox.faults("{'sms':{'refuseBinds':true,'bindStatus':83}}");
                            sandbox.dropBinds();
                        },
                        () -> sandbox.faults("{}"),
                        "failed",
                        "system type is invalid (0x53)",
                        PlantedFaultsTest.SMSC + "system-type"),
                new PlantedFault(
                        "too many binds",
                        () -> {
                            sandbox.faults("{'sms':{'refuseBinds':true,'bindStatus':5}}");
                            sandbox.dropBinds();
                        },
                        () -> sandbox.faults("{}"),
                        "failed",
                        "already bound (0x05)",
                        PlantedFaultsTest.SMSC + "binds"),
                new PlantedFault(
                        "enquire_link unanswered",
                        () -> sandbox.faults("{'sms':{'enquireLinks':false}}"),
                        () -> sandbox.faults("{}"),
                        "failed",
                        "enquire_link is not answered",
                        PlantedFaultsTest.SMSC + "enquire-link"));
    }

    private PlantedFault atMeta(String name, String faults, String result, String finding, String remedy) {
        return new PlantedFault(
                name,
                () -> sandbox.faults("{'accounts':{" + faults + "}}"),
                () -> sandbox.faults("{}"),
                result,
                finding,
                remedy);
    }

    private PlantedFault ofAccount(
            String name, String field, Object wrong, Object right, String result, String finding, String remedy) {
        return new PlantedFault(
                name,
                () -> sandbox.change(ACCOUNT, SetupOperator.member(field, wrong)),
                () -> sandbox.change(ACCOUNT, SetupOperator.member(field, right)),
                result,
                finding,
                remedy);
    }

    private PlantedFault ofNumber(
            String name, String field, String wrong, String result, String finding, String remedy) {
        var right = field.equals("status") ? "CONNECTED" : "GREEN";
        return new PlantedFault(
                name,
                () -> sandbox.change(NUMBER, Map.of(field, wrong)),
                () -> sandbox.change(NUMBER, Map.of(field, right)),
                result,
                finding,
                remedy);
    }
}
