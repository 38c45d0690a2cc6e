package io.parley.sandbox.meta.template.rules;

import io.parley.sandbox.meta.error.GraphErrorResponse;
import io.parley.sandbox.meta.error.GraphErrorResponse.UserText;
import io.parley.sandbox.meta.error.GraphRejection;

/**
 * Errors of template calls: code 100 with a sub-code, and the title for the user.
 *
 * <p>Texts are those of Meta's responses and of WhatsApp Manager where they are known. Documented by Meta (<a
 * href="https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes">error codes</a>):
 * 2388019, 2388039, 2388040, 2388047, 2388072, 2388073, 2388293, 2388299. Not documented, but seen in responses of Meta that
 * others published (one of them has 2388072 for a header): 2388023, 2388024, 2388043, 2388046, 2388094, 2388155, 2593002. Where neither is known, the error has no
 * sub-code ({@link #UNDOCUMENTED}); a caller cannot rely on one then.
 */
public enum TemplateError {
    /** The business account has its maximum number of templates. */
    LIMIT(2388019, "Message Template Limit Exceeded"),
    /** An approved template of this name was deleted less than 30 days ago, or its deletion has not ended. */
    NAME_LOCKED(2388023, "Message Template Language Is Being Deleted"),
    /** The name has a template in this language. */
    EXISTS(2388024, "Content in This Language Already Exists"),
    /** An edit in a state, or at a rate, that does not allow it. */
    STATUS_FIXED(2388039, "Message template status can't be changed"),
    TOO_LONG(2388040, "Character limit exceeded"),
    /** A required member or sample is missing. */
    MISSING_FIELD(2388043, "Message template \"components\" param is missing expected field(s)"),
    NAME_FORMAT(2388046, "Name Format is Incorrect"),
    HEADER_FORMAT(2388047, "Message header format is incorrect"),
    BODY_FORMAT(2388072, "Message body format is incorrect"),
    FOOTER_FORMAT(2388073, "Message footer format is incorrect"),
    /** The template is one of Meta's samples, which cannot be deleted. */
    SAMPLE_DELETED(2388094, "Sample templates can't be deleted"),
    /** The name is that of a sample template. */
    SAMPLE_NAME(2388155, "Template name is already used as a sample template"),
    TOO_MANY_PARAMETERS(2388293, "Parameters words ratio exceeds limit"),
    PARAMETER_AT_EDGE(2388299, "Leading or trailing parameters not allowed"),
    NOT_FOUND(2593002, "Message Template Not Found"),
    UNDOCUMENTED(0, "Invalid parameter");

    private static final int BAD_REQUEST = 400;
    private static final int INVALID_PARAMETER = 100;

    private final int subcode;
    private final String title;

    TemplateError(int subcode, String title) {
        this.subcode = subcode;
        this.title = title;
    }

    public int subcode() {
        return subcode;
    }

    /** Returns the rejection with this text for the user; Meta's {@code message} then only states "Invalid parameter". */
    public GraphRejection rejection(String userMessage) {
        return new GraphRejection(new GraphErrorResponse(
                BAD_REQUEST,
                INVALID_PARAMETER,
                subcode,
                "OAuthException",
                "Invalid parameter",
                userMessage,
                new UserText(title, userMessage)));
    }

    /** Returns the rejection of a component or button that lacks a member. */
    public static GraphRejection missing(String type, String member) {
        return MISSING_FIELD.rejection("component of type " + type + " is missing expected field(s) (" + member + ")");
    }

    static GraphRejection tooLong(String member, int max) {
        return TOO_LONG.rejection("The field " + member + " can have at most " + max + " characters.");
    }

    /** Returns the rejection of a parameter, as the Graph API reports values that are not of the declared type. */
    static GraphRejection parameter(String sentence) {
        return GraphRejection.badParameter(sentence);
    }
}
