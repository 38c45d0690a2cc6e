package io.parley.template.content;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Components of the contract in Meta's format and back. The samples are Meta's, from its documents. */
class MetaComponentsTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private final ComponentJson json = TestComponents.json(new ObjectMapper());

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {'type':'HEADER','format':'TEXT','text':'Visit {{1}}','example':{'text':'42'}} | {'type':'HEADER','format':'TEXT','text':'Visit {{1}}','example':{'header_text':['42']}}
            {'type':'HEADER','format':'LOCATION'} | {'type':'HEADER','format':'LOCATION'}
            {'type':'HEADER','format':'IMAGE','example':{'url':'https://x.example/a.png'}} | {'type':'HEADER','format':'IMAGE','example':{'header_handle':['4:a']}}
            {'type':'HEADER','format':'VIDEO','example':{'fileHandle':'4:b'}} | {'type':'HEADER','format':'VIDEO','example':{'header_handle':['4:b']}}
            {'type':'BODY','text':'Hi {{1}}, {{2}}.','example':{'texts':['a','b']}} | {'type':'BODY','text':'Hi {{1}}, {{2}}.','example':{'body_text':[['a','b']]}}
            {'type':'BODY','addSecurityRecommendation':true} | {'type':'BODY','add_security_recommendation':true}
            {'type':'FOOTER','text':'Shop'} | {'type':'FOOTER','text':'Shop'}
            {'type':'FOOTER','codeExpirationMinutes':10} | {'type':'FOOTER','code_expiration_minutes':10}
            {'type':'BUTTONS','buttons':[{'type':'QUICK_REPLY','text':'Yes'}]} | {'type':'BUTTONS','buttons':[{'type':'QUICK_REPLY','text':'Yes'}]}
            {'type':'BUTTONS','buttons':[{'type':'URL','text':'Go','url':'https://x.example/{{1}}','example':{'url':'https://x.example/1'}}]} | {'type':'BUTTONS','buttons':[{'type':'URL','text':'Go','url':'https://x.example/{{1}}','example':['https://x.example/1']}]}
            {'type':'BUTTONS','buttons':[{'type':'PHONE_NUMBER','text':'Call','phoneNumber':'+4930555100'}]} | {'type':'BUTTONS','buttons':[{'type':'PHONE_NUMBER','text':'Call','phone_number':'+4930555100'}]}
            {'type':'BUTTONS','buttons':[{'type':'OTP','otpType':'ONE_TAP','text':'Copy','autofillText':'Fill','packageName':'com.example','signatureHash':'K8a'}]} | {'type':'BUTTONS','buttons':[{'type':'OTP','text':'Copy','otp_type':'ONE_TAP','autofill_text':'Fill','supported_apps':[{'package_name':'com.example','signature_hash':'K8a'}]}]}
            {'type':'BUTTONS','buttons':[{'type':'FLOW','text':'Book','flowId':'123','flowAction':'navigate','navigateScreen':'START'}]} | {'type':'BUTTONS','buttons':[{'type':'FLOW','text':'Book','flow_id':'123','flow_action':'navigate','navigate_screen':'START'}]}
            {'type':'BUTTONS','buttons':[{'type':'VOICE_CALL','text':'Call','timeToLiveMinutes':1440}]} | {'type':'BUTTONS','buttons':[{'type':'VOICE_CALL','text':'Call','ttl_minutes':1440}]}
            {'type':'BUTTONS','buttons':[{'type':'COPY_CODE','example':{'couponCode':'ABC'}}]} | {'type':'BUTTONS','buttons':[{'type':'COPY_CODE','example':'ABC'}]}
            {'type':'BUTTONS','buttons':[{'type':'CATALOG','text':'View'},{'type':'MPM','text':'Items'},{'type':'REQUEST_CONTACT_INFO'}]} | {'type':'BUTTONS','buttons':[{'type':'CATALOG','text':'View'},{'type':'MPM','text':'Items'},{'type':'REQUEST_CONTACT_INFO'}]}
            {'type':'CALL_PERMISSION_REQUEST'} | {'type':'CALL_PERMISSION_REQUEST'}
            {'type':'LIMITED_TIME_OFFER','limitedTimeOffer':{'text':'Ends','hasExpiration':true}} | {'type':'LIMITED_TIME_OFFER','limited_time_offer':{'text':'Ends','has_expiration':true}}
            {'type':'CAROUSEL','cards':[{'components':[{'type':'HEADER','format':'IMAGE'},{'type':'BODY','text':'A'},{'type':'BUTTONS','buttons':[{'type':'QUICK_REPLY','text':'Yes'}]}]}]} | {'type':'CAROUSEL','cards':[{'components':[{'type':'HEADER','format':'IMAGE'},{'type':'BODY','text':'A'},{'type':'BUTTONS','buttons':[{'type':'QUICK_REPLY','text':'Yes'}]}]}]}
            """)
    void aComponentIsConvertedToMetaAndBack(String contract, String meta) throws JsonProcessingException {
        var stored = "[" + quoted(contract) + "]";
        var handles = Map.of("https://x.example/a.png", "4:a");

        var converted = MetaComponents.of(json.read(stored), handles);

        assertEquals(MAPPER.readTree("[" + quoted(meta) + "]"), converted);
        var back = json.write(ContractComponents.of(converted));
        assertTrue(json.isSame(stored, back), back);
        assertEquals(MAPPER.readTree(stored), tree(stored), "reading and writing keep everything");
    }

    @ParameterizedTest
    @CsvSource({
        "Hello,0",
        "Hi {{1}} and {{1}},1",
        "{{2}} {{1}} {{10}},3",
        "{{order_id}} {{name}},2",
        "{1} {{}} {{a b}},0"
    })
    void placeholdersAreCountedOnce(String text, int number) {
        assertEquals(number, TextPlaceholders.of(text).size());
    }

    private JsonNode tree(String stored) {
        return json.tree(json.write(json.read(stored)));
    }

    private static String quoted(String text) {
        return text.strip().replace('\'', '"');
    }
}
