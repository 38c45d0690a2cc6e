/** The phones of persons: what they have received and sent, and what a person does with a phone that is operated by hand. */
package io.parley.sandbox.phone;
