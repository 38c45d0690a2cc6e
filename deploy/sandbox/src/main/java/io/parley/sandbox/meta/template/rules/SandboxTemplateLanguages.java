package io.parley.sandbox.meta.template.rules;

import java.util.Locale;
import java.util.Set;

/**
 * The languages of templates, from <a
 * href="https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/supported-languages">Meta's
 * list</a>.
 */
public final class SandboxTemplateLanguages {
    private static final Set<String> CODES =
            Set.of(("af sq ar ar_EG ar_AE ar_LB ar_MA ar_QA az be_BY bn bn_IN bg ca zh_CN zh_HK zh_TW hr cs da prs_AF"
                            + " nl nl_BE en en_GB en_US en_AE en_AU en_CA en_GH en_IE en_IN en_JM en_MY en_NZ en_QA en_SG"
                            + " en_UG en_ZA et fil fi fr fr_BE fr_CA fr_CH fr_CI fr_MA ka de de_AT de_CH el gu ha he hi hu"
                            + " id ga it ja kn kk rw_RW ko ky_KG lo lv lt mk ms ml mr nb ps_AF fa pl pt_BR pt_PT pa ro ru"
                            + " sr si_LK sk sl es es_AR es_CL es_CO es_CR es_DO es_EC es_HN es_MX es_PA es_PE es_ES es_UY"
                            + " sw sv ta te th tr uk ur uz vi zu")
                    .split(" "));

    private SandboxTemplateLanguages() {}

    static void check(String code) {
        if (!CODES.contains(code)) {
            throw TemplateError.parameter(
                    "Param language must be one of Meta's supported languages - got \"" + code + "\".");
        }
    }

    /** Returns the English name of a language, as in Meta's error texts. */
    public static String nameOf(String code) {
        return Locale.forLanguageTag(code.replace('_', '-')).getDisplayLanguage(Locale.ENGLISH);
    }
}
