package org.folioscope.eventlog.log;

import org.folioscope.eventlog.content.Content;

/**
 * An event of a vocabulary that is not at hand, or not in the version that wrote it. It can be
 * listed and compared, not applied.
 *
 * @param family the family's name
 * @param typeNumber the number of the record type in the family
 * @param typeName the record type's simple name
 * @param encoded the components as they are encoded
 */
public record OpaqueEvent(String family, int typeNumber, String typeName, Content encoded)
    implements Event {}
