/** What was collected when the person clicked. Everything that could not be collected stays undefined. */
export interface WebAppFacts {
  device: {
    /** UUID from a cookie that never expires. */
    deviceId: string;
    /** `navigator.userAgent`, as the browser's script read it. */
    userAgent?: string;
    screens?: Screen[];
    windowSize?: { width: number; height: number };
    /** `UTC±hh:mm`. */
    timezone?: string;
  };
  connection: {
    /** The person's address as our edge saw it. */
    publicIp?: string;
    /** The person's TCP source port. */
    publicPort?: number;
    /** ISO instant at which the address was taken. */
    at: string;
  };
  /** Ids of the person at our service, for example `{ quarterday: 'a1b2' }`. */
  userIds: Readonly<Record<string, string>>;
  /** Factors beyond the password at our own sign-in (not HMRC's). */
  multiFactor?: MultiFactor[];
  vendor: Vendor & {
    /** The address that the person's device connected to: the first of ours, such as a firewall service's. */
    publicIp?: string;
    /** Hops over the internet behind that address, in order, where there are any. Private ones may be among them and are left out. */
    furtherHops?: readonly Hop[];
  };
}

/** One way over the internet between two public addresses. */
export interface Hop {
  /** The address that received. */
  by: string;
  /** The address that sent, which need not be the one that received before. */
  for: string;
}

/** A screen of the person's device: width and height in pixels, whole numbers above 0; the depth in bits. */
export interface Screen {
  width: number;
  height: number;
  scalingFactor: number;
  colourDepth: number;
}

/** A factor beyond the password. */
export interface MultiFactor {
  type: 'TOTP' | 'AUTH_CODE' | 'OTHER';
  /** ISO instant of the last successful prompt. */
  at: string;
  /** A stable hash that identifies the factor, never its secret. */
  uniqueReference: string;
}

/** The software, as its maker calls it. */
export interface Vendor {
  productName: string;
  version: string;
  /** Hash of the licence key; leave out where there are no licences. */
  licenceId?: string;
}

/** What describes the machine that runs a job which no person asked for. */
export interface BatchFacts {
  device: {
    /** UUID of the machine, kept for ever. */
    deviceId: string;
    localIps?: string[];
    /** ISO instant at which the local addresses were taken. */
    localIpsAt?: string;
    macAddresses?: string[];
    /** `UTC±hh:mm`. */
    timezone?: string;
    osFamily?: string;
    osVersion?: string;
    /** Not known of many cloud hosts: sent without a value then, as the model is. */
    manufacturer?: string;
    model?: string;
    /** The operating system's user that runs the job. */
    osUser?: string;
  };
  userIds?: Readonly<Record<string, string>>;
  vendor: Vendor;
}

/** Headers to send, and for each header of the specification that is missing, why. */
export interface FraudPreventionHeaders {
  headers: Record<string, string>;
  leftOut: { header: string; reason: string }[];
}
