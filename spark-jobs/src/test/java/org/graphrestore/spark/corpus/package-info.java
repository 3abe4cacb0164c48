/** Inputs that are not as one expects, and what each must give: a result, or one clear error. */
package org.graphrestore.spark.corpus;
