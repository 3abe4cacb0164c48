/**
 * The run's numbers as a model, and their three forms: JSON, CSV and one self-contained HTML page.
 * A run has the sections that it has numbers for; the others are absent from all three.
 */
package org.graphrestore.report;
