package io.parley.template.content;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.parley.runtime.validation.SelfChecked;
import io.parley.runtime.validation.Text;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/** A button of a template, the contract's TemplateButtonRequest. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface ComponentButton {

    @JsonTypeName("QUICK_REPLY")
    record QuickReply(@NotNull @Text(max = 20) String text) implements ComponentButton {}

    /** @param url may end in one placeholder */
    @JsonTypeName("URL")
    record Url(
            @NotNull @Text(max = 20) String text,

            @Text(max = 2000)
            @Pattern(regexp = "https?://.+", message = "must begin with http:// or https://")
            @Nullable
            String url,

            @Valid @Nullable UrlSample example)
            implements ComponentButton {}

    /** @param url the whole address, with a value in place of the placeholder */
    record UrlSample(@Text(max = 255) @Nullable String url) {}

    @JsonTypeName("PHONE_NUMBER")
    record PhoneNumber(
            @NotNull @Text(max = 20) String text,

            @Pattern(regexp = "\\+\\d{4,23}", message = "must be + and 4 to 23 digits") @Nullable
            String phoneNumber)
            implements ComponentButton {}

    /**
     * Passes a one-time password to the app.
     *
     * @param text needed except with {@code ZERO_TAP}
     * @param autofillText needed with {@code ONE_TAP}
     * @param packageName needed except with {@code COPY_CODE}
     * @param signatureHash needed except with {@code COPY_CODE}
     * @param zeroTapTermsAccepted needed with {@code ZERO_TAP}
     */
    @JsonTypeName("OTP")
    record OneTimePassword(
            @NotNull OtpType otpType,
            @Text(max = 25) @Nullable String text,
            @Text(max = 25) @Nullable String autofillText,
            @Text(max = 224) @Nullable String packageName,
            @Text(max = 64) @Nullable String signatureHash,
            @Nullable Boolean zeroTapTermsAccepted)
            implements ComponentButton, SelfChecked {

        @Override
        public void check(Report report) {
            if (otpType != null) {
                require("text", otpType != OtpType.ZERO_TAP && text == null, report);
                require("autofillText", otpType == OtpType.ONE_TAP && autofillText == null, report);
                require("packageName", otpType != OtpType.COPY_CODE && packageName == null, report);
                require("signatureHash", otpType != OtpType.COPY_CODE && signatureHash == null, report);
                require("zeroTapTermsAccepted", otpType == OtpType.ZERO_TAP && zeroTapTermsAccepted == null, report);
            }
        }

        private void require(String member, boolean missing, Report report) {
            if (missing) {
                report.violation(member, "must be given with the otpType " + otpType);
            }
        }
    }

    /** How the password reaches the app. */
    enum OtpType {
        COPY_CODE,
        ONE_TAP,
        ZERO_TAP
    }

    /** @param navigateScreen needed with {@code navigate} */
    @JsonTypeName("FLOW")
    record Flow(
            @NotNull @Text(max = 25) String text,

            @NotNull @Text(max = 64) String flowId,

            @NotNull @Pattern(regexp = "navigate|data_exchange", message = "must be navigate or data_exchange")
            String flowAction,

            @Text(max = 200) @Nullable String navigateScreen)
            implements ComponentButton, SelfChecked {

        @Override
        public void check(Report report) {
            if ("navigate".equals(flowAction) && navigateScreen == null) {
                report.violation("navigateScreen", "must be given with the flowAction navigate");
            }
        }
    }

    @JsonTypeName("VOICE_CALL")
    record VoiceCall(
            @NotNull @Text(max = 20) String text,
            @Min(1_440) @Max(43_200) @Nullable Integer timeToLiveMinutes) implements ComponentButton {}

    @JsonTypeName("REQUEST_CONTACT_INFO")
    record ContactRequest() implements ComponentButton {}

    @JsonTypeName("COPY_CODE")
    record CopyCode(@Valid @Nullable CodeSample example) implements ComponentButton {}

    record CodeSample(@Text(max = 15) @Nullable String couponCode) {}

    @JsonTypeName("CATALOG")
    record Catalog(@NotNull @Text(max = 25) String text) implements ComponentButton {}

    @JsonTypeName("MPM")
    record MultiProduct(@NotNull @Text(max = 25) String text) implements ComponentButton {}
}
