package org.folioscope.scenarios.suite;

import java.io.StringWriter;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Results as JUnit's XML, which build servers read. */
public final class JunitXml {

  private static final double NANOS = 1e9;

  private final XMLStreamWriter xml;
  private final SuiteResult result;

  private JunitXml(XMLStreamWriter xml, SuiteResult result) {
    this.xml = xml;
    this.result = result;
  }

  /** One test suite. */
  public static String of(SuiteResult result) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      new JunitXml(xml, result).write();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
    return text.append('\n').toString();
  }

  private void write() throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    line();
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", result.suite() + "." + result.filesystem());
    xml.writeAttribute("tests", Integer.toString(result.cases().size()));
    xml.writeAttribute("failures", Integer.toString(result.count(CaseStatus.FAILED)));
    xml.writeAttribute("errors", Integer.toString(result.count(CaseStatus.UNKNOWN)));
    xml.writeAttribute("skipped", Integer.toString(result.count(CaseStatus.SKIPPED)));
    xml.writeAttribute("time", seconds(result.cases().map(CaseResult::nanos).sum().longValue()));
    line();
    for (CaseResult one : result.cases()) {
      write(one);
    }
    xml.writeEndElement();
    xml.writeEndDocument();
  }

  private void write(CaseResult one) throws XMLStreamException {
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", result.filesystem() + "." + result.suite());
    xml.writeAttribute("name", one.scenario().name());
    xml.writeAttribute("time", seconds(one.nanos()));
    switch (one.status()) {
      case PASSED -> {}
      case SKIPPED -> {
        xml.writeEmptyElement("skipped");
        xml.writeAttribute("message", allowed(one.message()));
      }
      case FAILED -> complaint("failure", one, CaseText.of(one));
      case UNKNOWN -> complaint("error", one, one.message());
    }
    xml.writeEndElement();
    line();
  }

  private void complaint(String element, CaseResult one, String text) throws XMLStreamException {
    xml.writeStartElement(element);
    xml.writeAttribute("message", allowed(one.message()));
    xml.writeCharacters(allowed(text));
    xml.writeEndElement();
  }

  private void line() throws XMLStreamException {
    xml.writeCharacters("\n");
  }

  /** XML has no way to write most control characters. */
  private static String allowed(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .map(c -> c >= ' ' || c == '\n' || c == '\t' ? c : '?')
        .forEach(out::appendCodePoint);
    return out.toString();
  }

  private static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%.3f", nanos / NANOS);
  }
}
