package io.parley.messaging.channel.whatsapp.graph;

import io.parley.messaging.channel.whatsapp.content.InteractiveContent;
import io.parley.messaging.channel.whatsapp.content.InteractiveParts;
import io.parley.messaging.channel.whatsapp.content.InteractiveParts.Address;
import io.parley.messaging.channel.whatsapp.content.InteractiveParts.Button;
import io.parley.messaging.channel.whatsapp.content.InteractiveParts.CallButton;
import io.parley.messaging.channel.whatsapp.content.InteractiveParts.Catalogue;
import io.parley.messaging.channel.whatsapp.content.InteractiveParts.Fields;
import io.parley.messaging.channel.whatsapp.content.InteractiveParts.FlowCall;
import io.parley.messaging.channel.whatsapp.content.InteractiveParts.LinkButton;
import io.parley.messaging.channel.whatsapp.content.InteractiveParts.OneProduct;
import io.parley.messaging.channel.whatsapp.content.InteractiveParts.Row;
import io.parley.messaging.channel.whatsapp.content.InteractiveParts.Rows;
import io.parley.messaging.channel.whatsapp.content.InteractiveParts.SavedAddress;
import io.parley.messaging.channel.whatsapp.content.InteractiveParts.Screen;
import io.parley.runtime.graph.SnakeCase;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Action of an interactive message, with Meta's names in camel case; {@link SnakeCase} serializes it. */
final class InteractiveAction {
    private InteractiveAction() {}

    static Object of(InteractiveContent content) {
        return switch (content) {
            case InteractiveContent.Buttons(var parts) ->
                new Replies(parts.buttons().stream().map(Reply::of).toList());
            case InteractiveContent.PickList(var parts) -> Choices.of(parts.list());
            case InteractiveContent.Product(var parts) -> Product.of(parts.product());
            case InteractiveContent.ProductList(var parts) -> Products.of(parts.productList());
            case InteractiveContent.LocationRequest request -> new Named("send_location", null);
            case InteractiveContent.Flow(var parts) -> new Named("flow", FlowParameters.of(parts.flow()));
            case InteractiveContent.AddressRequest(var parts) ->
                new Named("address_message", AddressParameters.of(parts.address()));
            case InteractiveContent.UrlButton(var parts) -> new Named("cta_url", LinkParameters.of(parts.urlButton()));
            case InteractiveContent.VoiceCall(var parts) ->
                new Named("voice_call", CallParameters.of(parts.callButton()));
            case InteractiveContent.CallPermissionRequest request -> new Named("call_permission_request", null);
            case InteractiveContent.ContactRequest request -> new Named("request_contact_info", null);
        };
    }

    record Named(String name, @Nullable Object parameters) {}

    record Replies(List<Reply> buttons) {}

    record Reply(String type, Choice reply) {

        static Reply of(Button button) {
            return new Reply(
                    "reply", new Choice(button.reply().payload(), button.reply().title(), null));
        }
    }

    record Choice(String id, String title, @Nullable String description) {

        static Choice of(Row row) {
            return new Choice(row.payload(), row.title(), row.description());
        }
    }

    record Choices(String button, List<Section> sections) {

        static Choices of(Rows list) {
            return new Choices(
                    list.title(), list.sections().stream().map(Choices::section).toList());
        }

        private static Section section(InteractiveParts.Section section) {
            return new Section(
                    section.title(), section.rows().stream().map(Choice::of).toList());
        }
    }

    record Section(@Nullable String title, List<Choice> rows) {}

    record Product(String catalogId, String productRetailerId) {

        static Product of(OneProduct product) {
            return new Product(product.catalogId(), product.productId());
        }
    }

    record Products(String catalogId, List<ProductAction.Section> sections) {

        static Products of(Catalogue products) {
            return new Products(products.catalogId(), ProductAction.Section.all(products.sections()));
        }
    }

    /** @param flowActionPayload only for {@code navigate} */
    record FlowParameters(
            String flowMessageVersion,
            FlowCall.@Nullable Mode mode,
            String flowToken,
            String flowId,
            String flowCta,
            FlowCall.Action flowAction,
            @Nullable Screen flowActionPayload) {

        private static final String VERSION = "3";

        static FlowParameters of(FlowCall flow) {
            return new FlowParameters(
                    VERSION,
                    flow.mode(),
                    flow.flowToken(),
                    flow.flowId(),
                    flow.flowCta(),
                    flow.flowAction(),
                    screen(flow));
        }

        /** Leaves out empty data, which Meta rejects. */
        private static @Nullable Screen screen(FlowCall flow) {
            var screen = flow.flowActionPayload();
            if (screen == null || flow.flowAction() != FlowCall.Action.NAVIGATE) {
                return null;
            }
            return screen.data() != null && screen.data().isEmpty() ? new Screen(screen.screen(), null) : screen;
        }
    }

    record AddressParameters(
            Address.Country country,
            @Nullable Fields values,
            @Nullable List<SavedAddress> savedAddresses,
            @Nullable Fields validationErrors) {

        static AddressParameters of(Address address) {
            return new AddressParameters(
                    address.country(), address.values(), address.savedAddresses(), address.validationErrors());
        }
    }

    record LinkParameters(String displayText, String url) {

        static LinkParameters of(LinkButton button) {
            return new LinkParameters(button.displayText(), button.url());
        }
    }

    record CallParameters(
            String displayText,
            @Nullable Integer ttlMinutes,
            @Nullable String payload) {

        static CallParameters of(CallButton button) {
            return new CallParameters(button.displayText(), button.timeToLiveMinutes(), button.payload());
        }
    }
}
