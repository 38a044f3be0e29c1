/**
 * Events of a Slavery Footprint frame, version 1. They arrive on the frame as CustomEvents, whether it
 * shows the questions, a campaign's questions (data-campaign) or a shared result (data-result).
 */

interface SlaveryFootprintMessage {
  from: "slavery-footprint";
  version: 1;
}

/** The page in the frame is there. */
export interface Ready extends SlaveryFootprintMessage {
  type: "ready";
}

/** How high the page is, in CSS pixels. The script sets the frame's height by itself. */
export interface Height extends SlaveryFootprintMessage {
  type: "height";
  height: number;
}

/** Which question is shown; never what was answered. */
export interface Step extends SlaveryFootprintMessage {
  type: "step";
  step: number;
  of: number;
}

/** Totals, only after the visitor agreed in a dialog that names the host. */
export interface Result extends SlaveryFootprintMessage {
  type: "result";
  /** Days of somebody's life in forced labour a year. */
  days: number;
  low: number;
  high: number;
  /** It takes so many people who live like this one to keep one person in forced labour. */
  oneIn: number | null;
  modelVersion: string;
  dataVersion: string;
}

export type SlaveryFootprintEvent = Ready | Height | Step | Result;

declare global {
  interface HTMLElementEventMap {
    "slavery-footprint": CustomEvent<SlaveryFootprintEvent>;
  }
}
