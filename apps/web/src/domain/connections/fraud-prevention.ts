import {
  buildBatchFraudPreventionHeaders,
  buildFraudPreventionHeaders,
  parseBrowserDetails,
  type BrowserDetails,
} from '@quarterday/hmrc-client';
import { z } from 'zod';

import { type MachineFacts } from '../../platform/machine.ts';

/** Fraud prevention headers as they were captured with a click, and what had to be left out and why. */
export interface CapturedHeaders {
  headers: Record<string, string>;
  leftOut: { header: string; reason: string }[];
}

/** What is known of a person's device and connection at a click. */
export interface Click {
  ownerId: string;
  /** UUID of the long-lived cookie. */
  deviceId: string;
  /** What the browser told of itself, parsed; empty without JavaScript. */
  browser: BrowserDetails['details'];
  /** The person's address and port as our edge saw them. */
  address: string | null;
  port: number | null;
  at: Date;
}

/** What describes this Quarterday to HMRC. */
export interface VendorFacts {
  productName: string;
  version: string;
  publicIp?: string;
  licenceId?: string;
}

const captured = z.object({
  headers: z.record(z.string(), z.string()),
  leftOut: z.array(z.object({ header: z.string(), reason: z.string() })),
});

/** Reads headers back from where they were kept. */
export function readCapturedHeaders(stored: unknown): CapturedHeaders {
  return captured.parse(stored);
}

/** Captures the headers of a click, to be sent with whatever it sets off, then or later. */
export function captureHeaders(click: Click, vendor: VendorFacts): CapturedHeaders {
  const { publicIp: vendorIp, ...rest } = vendor;
  return buildFraudPreventionHeaders({
    device: { deviceId: click.deviceId, ...click.browser },
    connection: {
      at: click.at.toISOString(),
      ...(click.address === null ? {} : { publicIp: click.address }),
      ...(click.port === null ? {} : { publicPort: click.port }),
    },
    userIds: { quarterday: click.ownerId },
    vendor: { ...rest, ...(vendorIp === undefined ? {} : { publicIp: vendorIp }) },
  });
}

/** The headers of a call that no person asked for: they describe the machine that makes it. */
export function machineHeaders(machine: MachineFacts, vendor: VendorFacts, at: Date): CapturedHeaders {
  const { productName, version, licenceId } = vendor;
  return buildBatchFraudPreventionHeaders({
    device: { ...machine, localIpsAt: at.toISOString() },
    vendor: { productName, version, ...(licenceId === undefined ? {} : { licenceId }) },
  });
}

/** Reads what a form's hidden fields told of the browser; without JavaScript they tell nothing. */
export function readBrowser(form: Readonly<Record<string, unknown>>): BrowserDetails['details'] {
  return parseBrowserDetails(form).details;
}
