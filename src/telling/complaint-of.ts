import type { Complaint } from "../complaints/complaint.ts";
import type { Complaints } from "../complaints/complaints.ts";
import type { Notice } from "../orders/state/notice.ts";
import type { Order } from "../orders/state/order.ts";
import { peopleOfComplaint } from "../screens/operator/complaints.ts";
import type { Names } from "../words/person.ts";

/** Reads the complaint that operators are told of, as it stands when they are, and whom they read of. */
export function createComplaintOf(
  complaints: Pick<Complaints, "read">,
  namesOf: (userIds: readonly number[]) => Promise<Names>,
) {
  return async (
    notice: Notice,
    order: Order | null,
  ): Promise<{ complaint: Complaint; names: Names } | null> => {
    if (notice.kind !== "complaint" && notice.kind !== "complaint-changed") return null;
    const complaint = await complaints.read(notice.complaintId);
    if (complaint === null) return null;
    return { complaint, names: await namesOf(peopleOfComplaint(complaint, order)) };
  };
}
