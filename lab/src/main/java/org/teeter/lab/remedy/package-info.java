/** The loop closed: judgements whose predictions are fragile, remedies, models trained on what they leave, and whether each keeps its promise. */
package org.teeter.lab.remedy;
