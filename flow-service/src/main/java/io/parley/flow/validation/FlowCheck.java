package io.parley.flow.validation;

import io.parley.flow.validation.source.SourceObject;
import io.parley.flow.validation.source.SourceText;

/** All checks of one Flow whose version is known. */
final class FlowCheck {
    private final FlowSchema schema;
    private final FlowVersion version;
    private final FlowFindings findings;
    private final boolean forPublishing;

    FlowCheck(FlowSchema schema, FlowVersion version, FlowFindings findings, boolean forPublishing) {
        this.schema = schema;
        this.version = version;
        this.findings = findings;
        this.forPublishing = forPublishing;
    }

    void check(SourceObject root) {
        var model = new FlowContents(root);
        var structure = new StructureCheck(schema, version, findings, model);
        structure.check();
        repeatedKeys(findings.source());
        var versions = new VersionCheck(schema, findings);
        versions.dataApi(root, version);
        if (forPublishing) {
            versions.publishable(root, version);
        }
        new ScreenCheck(schema, findings, model).check();
        if (model.isComplete()) {
            screens(model);
            new RoutingCheck(schema, findings, model).check();
        }
    }

    private void repeatedKeys(SourceText source) {
        for (var object : source.repeatingObjects()) {
            for (var member : object.members()) {
                if (object.isRepeated(member)) {
                    findings.key("key-repeated", object, member, member.name());
                }
            }
        }
    }

    private void screens(FlowContents model) {
        var resolver = new BindingResolver(model, version, schema);
        var bindings = new BindingCheck(findings, version, schema, resolver);
        var actions = new ActionCheck(findings, model, bindings, resolver);
        var placement = new PlacementCheck(schema, version, findings);
        var forms = new FormCheck(findings);
        var footers = new FooterCheck(schema, findings);
        var dataModels = new DataModelCheck(findings);
        for (var screen : model.screens()) {
            screen.dataModel().ifPresent(dataModels::check);
            bindings.check(screen);
            actions.check(screen);
            placement.check(screen);
            forms.check(screen);
            footers.check(screen);
        }
    }
}
