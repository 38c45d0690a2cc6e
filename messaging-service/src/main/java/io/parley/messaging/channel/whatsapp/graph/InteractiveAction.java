package io.parley.messaging.channel.whatsapp.graph;

import io.parley.messaging.channel.whatsapp.content.InteractiveContent;
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
import io.parley.messaging.channel.whatsapp.content.NullableLists;
import io.parley.runtime.graph.SnakeCase;
import java.util.List;

/** Action of an interactive message, with Meta's names in camel case; {@link SnakeCase} serializes it. */
final class InteractiveAction {
    private InteractiveAction() {}

    static Object of(InteractiveContent content) {
        return switch (content) {
            case InteractiveContent.Buttons(var parts) -> new Replies(NullableLists.map(parts.buttons(), Reply::of));
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

    record Named(String name, Object parameters) {}

    record Replies(List<Reply> buttons) {}

    record Reply(String type, Choice reply) {

        static Reply of(Button button) {
            return new Reply(
                    "reply", new Choice(button.reply().payload(), button.reply().title(), null));
        }
    }

    record Choice(String id, String title, String description) {

        static Choice of(Row row) {
            return new Choice(row.payload(), row.title(), row.description());
        }
    }

    record Choices(String button, List<Section> sections) {

        static Choices of(Rows list) {
            return new Choices(
                    list.title(),
                    NullableLists.map(
                            list.sections(),
                            section -> new Section(section.title(), NullableLists.map(section.rows(), Choice::of))));
        }
    }

    record Section(String title, List<Choice> rows) {}

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
            FlowCall.Mode mode,
            String flowToken,
            String flowId,
            String flowCta,
            FlowCall.Action flowAction,
            Screen flowActionPayload) {

        private static final String VERSION = "3";

        static FlowParameters of(FlowCall flow) {
            return new FlowParameters(
                    VERSION,
                    flow.mode(),
                    flow.flowToken(),
                    flow.flowId(),
                    flow.flowCta(),
                    flow.flowAction(),
                    flow.flowAction() == FlowCall.Action.NAVIGATE ? screen(flow.flowActionPayload()) : null);
        }

        /** Leaves out empty data, which Meta rejects. */
        private static Screen screen(Screen screen) {
            return screen.data() != null && screen.data().isEmpty() ? new Screen(screen.screen(), null) : screen;
        }
    }

    record AddressParameters(
            Address.Country country, Fields values, List<SavedAddress> savedAddresses, Fields validationErrors) {

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

    record CallParameters(String displayText, Integer ttlMinutes, String payload) {

        static CallParameters of(CallButton button) {
            return new CallParameters(button.displayText(), button.timeToLiveMinutes(), button.payload());
        }
    }
}
