package io.parley.flow.validation;

import io.parley.flow.validation.source.SourceObject;

/** An action of a component. */
record FlowAction(String name, SourceObject object) {}
